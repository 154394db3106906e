/** Being built by the editor's helper. */
export function WorkspacePage() {
  return null
}
