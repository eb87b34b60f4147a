/** One line of an authorized_keys file, without options: kind, key, and whose it is. sshd(8) */
const form =
  /^(ssh-(ed25519|rsa)|ecdsa-sha2-nistp(256|384|521)|sk-(ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com) [A-Za-z0-9+/]+={0,2}( [^\n\r]*)?$/;

/** Whether a text is a public key as sshd reads them. */
export function isPublicKey(text: string): boolean {
  return form.test(text);
}
