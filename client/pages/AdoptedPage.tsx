export function AdoptedPage() {
  return null
}
