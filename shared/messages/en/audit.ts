/** What is handed to an auditor. */
export const audit = {
  take: 'For an auditor',
  takeText: 'The whole book, from its first entry on, with the very bytes under each hash. It holds ids, not names.',
  recordJsonl: 'Record book as JSON lines',
  recordCsv: 'Record book as CSV',
  verifier: 'verify.html: checks a record book without a network',
  logJsonl: 'Sign-in log as JSON lines',
  logCsv: 'Sign-in log as CSV',
  counts:
    'In the log: {{signedIn}} signed in, {{signedOut}} signed out, {{failed}} refused, {{ended}} ended from elsewhere.',
}
