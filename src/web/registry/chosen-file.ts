/** A file out of the person's own folder, as the text that a request carries. */
import { MOST_BYTES } from '../../modules/registry/model.ts'

export interface ChosenFile {
  readonly name: string
  /** Base64. */
  readonly text: string
  /** Tells this choice from the next one, also of the same name. */
  readonly id: string
}

export type Unusable = 'tooLarge' | 'unreadable'

/** Reads a file. @throws nothing: a file that cannot be used is told by its reason */
export async function readFile(file: File, id: string): Promise<ChosenFile | Unusable> {
  if (file.size > MOST_BYTES) return 'tooLarge'
  return new Promise((resolve) => {
    const reader = new FileReader()
    reader.onerror = () => resolve('unreadable')
    reader.onload = () => {
      const url = String(reader.result)
      resolve({ name: file.name, text: url.slice(url.indexOf(',') + 1), id })
    }
    reader.readAsDataURL(file)
  })
}
