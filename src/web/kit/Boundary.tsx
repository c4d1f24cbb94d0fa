/** A part of a screen that may break without taking the screen along. */
import { Component, type ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
  /** Told once when the part broke; its place stays empty. */
  readonly onBroken: () => void
}

export class Boundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override componentDidCatch(): void {
    this.props.onBroken()
  }

  override render(): ReactNode {
    return this.state.broken ? null : this.props.children
  }
}
