// The bed's program after a correction: every host gets one file more, which a service that runs must read anew.
import { readFileSync } from 'node:fs';
import { App } from '../../../../lib/program';
import { Lab } from '../../../../stacks/lab';
import { addBed } from '../../../../stacks/labs';
import { settingsVariable, type ProgramSettings } from '../../program/settings';

const { sshKey, digests } = JSON.parse(readFileSync(process.env[settingsVariable] ?? '', 'utf8')) as ProgramSettings;

const app = new App();
addBed(app, { version: '1.36', sshKeys: [sshKey], digests });
const bed = app.node.findChild('bed');
if (!(bed instanceof Lab)) throw new Error('The environment "bed" is no lab.');
for (const pool of [bed.control, bed.workers]) {
  pool.addFile(
    {
      path: '/etc/chrony/conf.d/corrected.conf',
      body: { format: 'text', value: 'maxslewrate 500\n' },
      effect: { kind: 'restart', unit: 'chrony.service' },
    },
    { reason: 'Clocks are to be slewed gently.' },
  );
}
app.synth();
