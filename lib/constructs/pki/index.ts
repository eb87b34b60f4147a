// Certificates as requests: who signs, for whom, for how long, and where the files go. Plinth never makes or reads a key here.
// It knows hosts, and nothing that uses a certificate.
export {};
