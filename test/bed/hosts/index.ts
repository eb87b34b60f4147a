// Real hosts on one Linux machine: they boot from Plinth's boot documents, and can be cut off, filled, stopped and lose power.
// Nothing here knows what runs on them, and nothing here repairs what Plinth rendered.
export { Bed, type BedProps } from './bed';
export { type Host, type HostProps } from './host';
export { requireBedMachine } from './preflight';
export { booted, sshAnswers, type BootOutcome } from './ready';
export { leftovers, sweep } from './records';
export { cloudInitDocument, ignitionDocument, type BootDocument } from './seed';
export { type Slowness } from './slow-link';
export { waitUntil, type Patience } from './wait-until';
