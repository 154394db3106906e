/** Whether this browser has passkeys at all: only over https or on the machine itself. */
export const knowsPasskeys = (): boolean => window.isSecureContext && typeof PublicKeyCredential === 'function'
