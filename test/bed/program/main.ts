// The environment `bed` of stacks/, with the key of this bed and the digests of what was built for it.
import { readFileSync } from 'node:fs';
import { App } from '../../../lib/program';
import { Lab } from '../../../stacks/lab';
import { addBed, bedProps } from '../../../stacks/labs';
import { settingsVariable, type ProgramSettings } from './settings';
import { addGuests, variantProps } from './variants';

const file = process.env[settingsVariable];
if (file === undefined) throw new Error(`${settingsVariable} names no file with the settings of the bed.`);
const { sshKey, digests, provisioning, variant } = JSON.parse(readFileSync(file, 'utf8')) as ProgramSettings;

const app = new App();
const props = { version: '1.36', sshKeys: [sshKey], digests, ...(provisioning && { provisioning }) } as const;
if (variant === undefined) {
  addBed(app, props);
} else {
  const lab = bedProps(props);
  const bed = new Lab(app, 'bed', variantProps(lab, variant));
  addGuests(bed, variant, lab.images);
  if (Object.keys(digests).length === 0) bed.acknowledge('artifact-without-digest', 'The site is made for what is asked.');
}
app.synth();
