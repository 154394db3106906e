/** The page on which a device comes to trust a local authority. Only the server says these. */
export const trust = {
  title: 'Let this device trust the workspace',
  languages: 'Language',
  why: 'The workspace runs on a computer in the hall, without the internet. Those who run it made its certificate themselves, so each device has to be told once that it may be trusted.',
  download: 'Download the certificate',
  compare: 'Compare before you install',
  compareHow:
    'The secretariat has this fingerprint on paper. Your device shows it too, as SHA-256, among the details of the certificate. Install only what has the same letters and digits.',
  steps: 'How to install it',
  after: 'Then open the workspace',
  afterHow:
    'The address begins with https, and the browser shows no warning any more. If it still does, ask the secretariat before you sign in.',
  open: 'Open the workspace',
  reach: 'What you allow with it',
  reachHow: 'The certificate stands for these names and for no other site: {{names}}. It ends by itself on {{until}}.',
  remove: 'After the session it can be taken off where it was installed.',
  apple: {
    name: 'iPhone and iPad',
    one: 'Open this page in Safari, press “Download the certificate” and allow the download.',
    two: 'Open Settings, press “Profile Downloaded” at the top, then “Install”.',
    three:
      'In Settings open General, About, Certificate Trust Settings and switch on the certificate that begins with “Kenes”.',
    four: 'Come back to this page and open the workspace.',
  },
  android: {
    name: 'Android',
    one: 'Press “Download the certificate”; the file is then in Downloads.',
    two: 'Open Settings and search for “certificate”; choose “Install a certificate” and then “CA certificate”.',
    three: 'Confirm the warning, show the screen lock when asked, and choose the file kenes-authority.crt.',
    four: 'Come back to this page and open the workspace in Chrome.',
  },
  windows: {
    name: 'Windows: Chrome, Edge',
    one: 'Press “Download the certificate” and open the file.',
    two: 'Press “Install Certificate”, let it be for your own account, then “Place all certificates in the following store”.',
    three: 'Choose “Trusted Root Certification Authorities”, press “Finish” and confirm the fingerprint.',
    four: 'Close the browser, open it again and open the workspace.',
  },
  mac: {
    name: 'Mac: Safari, Chrome',
    one: 'Press “Download the certificate” and open the file; it goes to Keychain Access.',
    two: 'Find there the certificate that begins with “Kenes” and open it.',
    three: 'Under “Trust” choose “Always Trust” and close the window with your password.',
    four: 'Come back to this page and open the workspace.',
  },
  firefox: {
    name: 'Firefox on a computer',
    one: 'Press “Download the certificate” and save the file.',
    two: 'Open Settings, Privacy & Security, “View Certificates”, “Authorities”, and press “Import”.',
    three: 'Choose the file and tick “Trust this CA to identify websites”.',
    four: 'Come back to this page and open the workspace.',
  },
}
