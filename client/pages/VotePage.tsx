export function VotePage() {
  return null
}
