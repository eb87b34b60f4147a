// Boot documents: what a machine is given so that its first boot makes it the host that the assembly says, as Ignition or
// cloud-init read it. Made from an assembly alone, so also from dist/ alone. They carry everything but secrets.
// What a whole pool has is encoded once. Nothing here knows how a document reaches a machine.
export { bootDocumentName, bootDocuments, bootDocumentSize } from './boot-documents';
