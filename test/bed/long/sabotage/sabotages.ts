import type { LabBed } from '../../lab/lab-bed';
import { keep, kept, patchData } from './kept-objects';

/** Something that keeps a step from coming true, and what apply is to say of it. */
export interface Sabotage {
  /** What the step that is kept from it asks. */
  readonly probe: string;
  readonly what: string;
  /** What apply is asked to carry out. */
  readonly words: readonly string[];
  /** The step that fails. */
  readonly step: string;
  /** Its message after "why". */
  readonly why: RegExp;
  readonly begin: (lab: LabBed) => Promise<void>;
  readonly end: (lab: LabBed) => Promise<void>;
  /** What is as it should be after apply has gone on. @default - nothing besides that apply ends well */
  readonly after?: (lab: LabBed) => Promise<void>;
}

/** What is done on a host, as a line of shell. */
function on(host: string, line: string): (lab: LabBed) => Promise<void> {
  return async (lab) => {
    await lab.bed.read(host, ['sh', '-euc', line]);
  };
}

/** Nobody can put another file in the place of one on which something is mounted: itself, here. */
const pin = (path: string): string => `mount --bind ${path} ${path}`;

/** Nothing below it can be written. */
const freeze = (folder: string): string => `${pin(folder)}; mount -o remount,bind,ro ${folder}`;

/** Gives chrony other settings until the host starts anew. */
const dropIn = (settings: string): string =>
  `mkdir -p /run/systemd/system/chrony.service.d; printf "[Service]\\n${settings}\\n" >/run/systemd/system/chrony.service.d/zz-sabotage.conf; systemctl daemon-reload`;

/** Keeps what a command ends with from being what it was: its program is covered by another. */
const cover = (program: string, by: string): string => `mount --bind ${by} ${program}`;

const quota = ['--namespace', 'guests', 'quota', 'sabotage'] as const;

/** Each kind of probe that fails within two minutes. Those of control planes, rollouts and nodes wait for five to ten minutes. */
export const sabotages: readonly Sabotage[] = [
  {
    probe: 'delivered',
    what: 'a file that nobody can replace',
    words: ['--only', 'host/worker-1/deliver'],
    step: 'host/worker-1/deliver',
    why: /^\/etc\/containerd\/config\.toml on worker-1 cannot be replaced: mv: .*: Device or resource busy\.$/m,
    begin: on('worker-1', `echo "# spoilt" >>/etc/containerd/config.toml; ${pin('/etc/containerd/config.toml')}`),
    end: on('worker-1', 'umount /etc/containerd/config.toml'),
    after: on('worker-1', '! grep spoilt /etc/containerd/config.toml'),
  },
  {
    probe: 'delivered',
    what: 'a folder that is read-only',
    words: ['--only', 'host/worker-1/deliver'],
    step: 'host/worker-1/deliver',
    why: /^\/etc\/chrony\/chrony\.conf on worker-1 cannot be written, 0644 root:root\. See whether the disk is full or read-only, and whether user and group are there\.$/m,
    begin: on('worker-1', `rm /etc/chrony/chrony.conf; ${freeze('/etc/chrony')}`),
    end: on('worker-1', 'umount /etc/chrony'),
    after: on('worker-1', 'test -s /etc/chrony/chrony.conf'),
  },
  {
    probe: 'in-effect',
    what: 'a service that cannot be restarted after its file was put right',
    words: ['--only', 'host/worker-1/deliver', '--only', 'worker/worker-1/start'],
    step: 'worker/worker-1/start',
    why: /^systemctl \S+ chrony\.service on worker-1 failed: Job for chrony\.service failed/m,
    begin: on('worker-1', `echo "# spoilt" >>/etc/chrony/chrony.conf; ${dropIn('ExecStartPre=/bin/false')}`),
    end: on('worker-1', 'rm -r /run/systemd/system/chrony.service.d; systemctl daemon-reload'),
    after: on('worker-1', '! grep -q chrony.service /var/lib/plinth/pending/*; systemctl is-active chrony.service'),
  },
  {
    probe: 'units',
    what: 'a unit that is masked',
    words: ['--only', 'worker/worker-1/start'],
    step: 'worker/worker-1/start',
    why: /^systemctl \S+ chrony\.service on worker-1 failed: [^]*chrony\.service is masked/m,
    begin: on('worker-1', 'systemctl stop chrony.service; systemctl mask --runtime chrony.service'),
    end: on('worker-1', 'systemctl unmask --runtime chrony.service'),
    after: on('worker-1', 'systemctl is-active chrony.service'),
  },
  {
    probe: 'units',
    what: 'a service that starts and ends at once',
    words: ['--only', 'worker/worker-2/start'],
    step: 'worker/worker-2/start',
    why: /^worker\/worker-2\/start on worker-2: within 120 s this did not come true: chrony\.service is inactive\. See why, and apply again\.$/m,
    begin: on(
      'worker-2',
      `systemctl stop chrony.service; ${dropIn('Type=oneshot\nPIDFile=\nExecStart=\nExecStart=/bin/true')}`,
    ),
    end: on('worker-2', 'rm -r /run/systemd/system/chrony.service.d; systemctl daemon-reload'),
    after: on('worker-2', 'systemctl is-active chrony.service'),
  },
  {
    probe: 'units',
    what: 'the port of the mirror is blocked',
    words: ['--only', 'host/worker-2/start'],
    step: 'host/worker-2/start',
    why: /^systemctl start plinth-artifacts\.service on worker-2 failed: .*\n(.*\n)*.*http:\/\/10\.88\.0\.1:8000\/\S+ cannot be fetched/m,
    begin: on(
      'worker-2',
      'systemctl stop plinth-artifacts.service; rm /usr/local/bin/crictl; nft "add table inet sabotage; add chain inet sabotage out { type filter hook output priority 0; }; add rule inet sabotage out tcp dport 8000 reject with tcp reset"',
    ),
    end: on('worker-2', 'nft delete table inet sabotage'),
    after: on('worker-2', 'crictl --version; systemctl is-active plinth-artifacts.service'),
  },
  {
    probe: 'command',
    what: 'a command that fails',
    words: ['--only', 'containerd-worker/worker-1/start'],
    step: 'containerd-worker/worker-1/start',
    why: /^containerd-worker\/worker-1\/start on worker-1: within 60 s this did not come true: \/usr\/local\/bin\/crictl ends with 1\. See why, and apply again\.$/m,
    begin: on('worker-1', cover('/usr/local/bin/crictl', '/bin/false')),
    end: on('worker-1', 'umount /usr/local/bin/crictl'),
  },
  {
    probe: 'requested',
    what: 'a folder of keys in which nothing can be made',
    words: ['--until', 'certificates/control-1/install'],
    step: 'certificates/control-1/request',
    why: /^\/etc\/etcd\/pki\/peer\.key\.plinth-new on control-1 cannot be made\. See whether the disk is full, and whether there is a user etcd\.$/m,
    begin: on('control-1', `: >/etc/etcd/pki/peer.crt; ${freeze('/etc/etcd/pki')}`),
    end: on('control-1', 'umount /etc/etcd/pki'),
    after: on('control-1', 'openssl verify -CAfile /etc/etcd/pki/ca.crt /etc/etcd/pki/peer.crt'),
  },
  {
    probe: 'certificates',
    what: 'a certificate that nobody can replace',
    words: ['--until', 'certificates/control-2/install'],
    step: 'certificates/control-2/install',
    why: /^\/etc\/etcd\/pki\/peer\.crt on control-2 cannot be written\.$/m,
    begin: on('control-2', `: >/etc/etcd/pki/peer.crt; ${pin('/etc/etcd/pki/peer.crt')}`),
    end: on('control-2', 'umount /etc/etcd/pki/peer.crt'),
    after: on('control-2', 'openssl verify -CAfile /etc/etcd/pki/ca.crt /etc/etcd/pki/peer.crt'),
  },
  {
    probe: 'secrets',
    what: 'a folder in which no secret can be written',
    words: ['--until', 'secrets/control-3/install-secrets'],
    step: 'secrets/control-3/install-secrets',
    why: /^\/etc\/kubernetes\/plinth\/encryption\.yaml on control-3 cannot be written, 0600 root:root\. See whether the disk is full, and whether user and group are there\.$/m,
    begin: on('control-3', `rm /etc/kubernetes/plinth/encryption.yaml; ${freeze('/etc/kubernetes/plinth')}`),
    end: on('control-3', 'umount /etc/kubernetes/plinth'),
    after: async ({ bed }) => {
      const all = ['control-1', 'control-3'].map((host) =>
        bed.read(host, ['cat', '/etc/kubernetes/plinth/encryption.yaml']),
      );
      const [one, other] = await Promise.all(all);
      if (one !== other) throw new Error('The hosts have different keys for what is encrypted in etcd.');
    },
  },
  {
    probe: 'joined, given',
    what: 'credentials of an administrator that are gone',
    words: ['--only', 'kubelet-worker/worker/issue-credentials'],
    step: 'kubelet-worker/worker/issue-credentials',
    why: /^\S+ on control-1 ended with 1: /m,
    begin: on('control-1', 'mv /etc/kubernetes/admin.conf /etc/kubernetes/admin.conf.away'),
    end: on('control-1', 'mv /etc/kubernetes/admin.conf.away /etc/kubernetes/admin.conf'),
  },
  {
    probe: 'made',
    what: 'a worker that has lost its credentials',
    words: ['--only', 'kubelet-worker/worker-1/install'],
    step: 'kubelet-worker/worker-1/install',
    why: /^\S+ on worker-1 ended with \d+\. All that it said is there in \/var\/lib\/plinth\/log\/\S+\.out and \S+\.err; the end of it:$/m,
    begin: on('worker-1', 'mv /etc/kubernetes/kubelet.conf /etc/kubernetes/kubelet.conf.away'),
    end: on('worker-1', 'mv /etc/kubernetes/kubelet.conf.away /etc/kubernetes/kubelet.conf'),
  },
  {
    probe: 'objects',
    what: 'a field that somebody else owns',
    words: ['--only', 'guests/visits/apply'],
    step: 'guests/visits/apply',
    why: /^Somebody else owns fields of what is to be applied, and they are not taken: .*conflict/m,
    begin: async (lab) => {
      const { data } = await keep(lab, 'configmap/visits-config');
      const spoilt = Object.fromEntries(Object.keys(data).map((key) => [key, '# spoilt\n']));
      await patchData(lab, 'configmap/visits-config', spoilt);
    },
    // What two want alike is nobody's conflict.
    end: async (lab) => {
      await patchData(lab, 'configmap/visits-config', kept(lab, 'configmap/visits-config').data);
    },
  },
  {
    probe: 'secret-objects',
    what: 'a namespace that takes no more secrets',
    words: ['--only', 'guests/secrets'],
    step: 'guests/secrets',
    why: /exceeded quota: sabotage/,
    begin: async (lab) => {
      await keep(lab, 'secret/visits-redis');
      await lab.control.kubectl('create', ...quota, '--hard=count/secrets=1');
      await lab.control.kubectl('delete', '--namespace=guests', 'secret/visits-redis');
    },
    // The very same comes back: what runs has its password.
    end: async (lab) => {
      await lab.control.kubectl('delete', ...quota);
      const { metadata, ...rest } = kept(lab, 'secret/visits-redis');
      const { name, namespace, labels, annotations } = metadata;
      const back = JSON.stringify({ ...rest, metadata: { name, namespace, labels, annotations } });
      const { status, err } = await lab.control.run(['kubectl', 'create', '--field-manager=plinth', '-f', '-'], back);
      if (status !== 0) throw new Error(`The secret could not be brought back: ${err}`);
    },
  },
];
