/** What `verify`, and the page that verifies without a network, come to: one plain sentence. */
export const verdict = {
  storeGood_one: 'Verified: nothing was changed in {{count}} entry of the record book and in what it attests.',
  storeGood_other: 'Verified: nothing was changed in {{count}} entries of the record book and in what they attest.',
  storeGoodHead_one:
    'Verified: nothing was changed in {{count}} entry of the record book and in what it attests, and {{head}} is one of them.',
  storeGoodHead_other:
    'Verified: nothing was changed in {{count}} entries of the record book and in what they attest, and {{head}} is one of them.',
  storeRedacted_one:
    'Verified: nothing was changed in {{count}} entry of the record book and in what it attests but what two people redacted.',
  storeRedacted_other:
    'Verified: nothing was changed in {{count}} entries of the record book and in what they attest but what two people redacted.',
  storeRedactedHead_one:
    'Verified: nothing was changed in {{count}} entry of the record book and in what it attests but what two people redacted, and {{head}} is one of them.',
  storeRedactedHead_other:
    'Verified: nothing was changed in {{count}} entries of the record book and in what they attest but what two people redacted, and {{head}} is one of them.',
  storeBad_one: 'Not verified: {{count}} thing is not as the record book says: {{what}}.',
  storeBad_other: 'Not verified: {{count}} things are not as the record book says, the first of them: {{what}}.',
  noHead: 'Not verified: {{head}} is not in this record book: it was cut off or rewritten, or it is another one.',
}
