/** What is wrong with the data, and where. */
export class InstanceError extends Error {
  readonly at: string
  constructor(at: string, message: string) {
    super(message)
    this.at = at
  }
}
