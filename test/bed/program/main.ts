// The environment `bed` of stacks/, with the key of this bed and the digests of what was built for it.
import { readFileSync } from 'node:fs';
import { App } from '../../../lib/program';
import { Lab } from '../../../stacks/lab';
import { addBed, bedProps } from '../../../stacks/labs';
import { addChanges, changedProps } from './changes';
import { settingsVariable, type ProgramSettings } from './settings';
import { addGuests, variantProps } from './variants';

const file = process.env[settingsVariable];
if (file === undefined) throw new Error(`${settingsVariable} names no file with the settings of the bed.`);
const {
  sshKey,
  digests,
  provisioning,
  note,
  variant,
  changes = [],
} = JSON.parse(readFileSync(file, 'utf8')) as ProgramSettings;

/** A file that nothing reads but chrony, which takes it for a remark. */
const notePath = '/etc/chrony/conf.d/note.conf';

const app = new App();
const props = { version: '1.36', sshKeys: [sshKey], digests, ...(provisioning && { provisioning }) } as const;
if (variant === undefined && changes.length === 0) {
  addBed(app, props);
} else {
  const lab = changedProps(bedProps(props), changes);
  const bed = new Lab(app, 'bed', variant === undefined ? lab : variantProps(lab, variant));
  if (variant !== undefined) addGuests(bed, variant, lab.images);
  addChanges(bed, changes, lab.images);
  if (Object.keys(digests).length === 0)
    bed.acknowledge('artifact-without-digest', 'The site is made for what is asked.');
}
const bed = app.node.findChild('bed');
if (note !== undefined && bed instanceof Lab) {
  for (const pool of [bed.control, bed.workers]) {
    pool.addFile(
      {
        path: notePath,
        body: { format: 'text', value: `# ${note}\n` },
        effect: { kind: 'restart', unit: 'chrony.service' },
      },
      { reason: 'The bed changes what an environment declares while it is installed.' },
    );
  }
}
app.synth();
