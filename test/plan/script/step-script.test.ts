import { stepScript } from '../../../lib/plan/script/step-script';
import type { Step } from '../../../lib/plan';
import { file, smallAssembly, smallPlan, step, unit } from '../small-plan';

const resources = [
  file('/etc/daemon.conf', 'a=1\n', { effect: { kind: 'restart', unit: 'daemon.service' } }),
  file('/etc/hostname', 'host-1', { effect: { kind: 'replace-host' } }),
  unit('daemon.service', {
    body: [{ name: 'Service', settings: [['ExecStart', '/bin/daemon']] }],
    state: 'enabled',
    effect: { kind: 'restart', unit: 'daemon.service' },
  }),
  unit('other.service', { state: 'masked', effect: { kind: 'run', command: ['stop', 'it'] } }),
];
const ids = resources.map(({ id }) => id);

/** What follows the functions that all scripts have. */
function ownPart(one: Step): string {
  const text = stepScript(one, smallPlan(one), smallAssembly(...resources));
  return text.slice(text.indexOf('# ---- What is to be'));
}

test('what is delivered stands in the script as it is to be on the host', () => {
  const deliver = step('host/host-1/deliver', {
    precondition: { kind: 'identity', host: 'host-1' },
    actions: [{ kind: 'deliver', resources: ids }],
    postcondition: { kind: 'delivered', resources: ids },
  });
  expect(ownPart(deliver)).toMatchInlineSnapshot(`
    "# ---- What is to be
    step=host/host-1/deliver
    title='Do host/host-1/deliver'
    place=host-1
    digest=d1
    gives=no
    sudo_rule='ALL=(ALL) NOPASSWD:ALL'
    users=''
    keys=''
    files='fe3209d6d4f51935b391288a43df48d9ddece1a992597ae53387ca16611a9179 0644 root root /etc/daemon.conf
    4a1796ac493525ff45c4e74eef19d7a30d2bfff7e693ef67e2a7e8efe62a98ef 0644 root root /etc/hostname
    701b018ba3620b5e8c2099682643ec77023426b8a1997e099c36de03fc7cd7ed 0644 root root /etc/systemd/system/daemon.service'
    first_boot='/etc/hostname'
    units='enabled own daemon.service
    masked system other.service'

    # ---- What the step does
    precondition() {
      is_host host-1
    }

    postcondition() {
      delivered
    }

    actions() {
      survey
      refuse_other_machine
      deliver_users
      put /etc/daemon.conf 0644 root root newline _hosts%2Fplinth%2Ffile%2Fpool%2Fhost-1:%2Fetc%2Fdaemon.conf restart daemon.service <<'END'
    a=1
    END
      put /etc/systemd/system/daemon.service 0644 root root newline _hosts%2Fplinth%2Funit%2Fpool%2Fhost-1:daemon.service restart daemon.service <<'END'
    [Service]
    ExecStart=/bin/daemon
    END
      set_modes
      ! is_lacking 'unit other.service' || mark _hosts%2Fplinth%2Funit%2Fpool%2Fhost-1:other.service run stop it
      deliver_units
    }

    carry_out again 1 once </dev/null
    "
  `);
});

test('each unit and each command is told once of all changes that it needs to know', () => {
  const effects = step('host/host-1/start', {
    actions: [
      { kind: 'effects', resources: ids },
      { kind: 'start', unit: 'daemon.service' },
      { kind: 'run', command: ['kubeadm', 'join', '--config=/etc/join.yaml'], creates: '/etc/kubelet.conf' },
    ],
    postcondition: {
      kind: 'all',
      of: [
        { kind: 'in-effect', resources: ids },
        {
          kind: 'any',
          of: [
            { kind: 'units', units: ['daemon.service'] },
            { kind: 'exists', path: '/run/x' },
          ],
        },
      ],
    },
  });
  expect(ownPart(effects)).toMatchInlineSnapshot(`
    "# ---- What is to be
    step=host/host-1/start
    title='Do host/host-1/start'
    place=host-1
    digest=d1
    gives=no

    # ---- What the step does
    precondition() {
      :
    }

    postcondition_2_1() {
      units_active daemon.service
    }

    postcondition_2_2() {
      exists /run/x
    }

    postcondition_2() {
      postcondition_2_1 || or_else postcondition_2_2
    }

    postcondition() {
      in_effect _hosts%2Fplinth%2Ffile%2Fpool%2Fhost-1:%2Fetc%2Fdaemon.conf _hosts%2Fplinth%2Funit%2Fpool%2Fhost-1:daemon.service _hosts%2Fplinth%2Funit%2Fpool%2Fhost-1:other.service &&
        postcondition_2
    }

    actions() {
      effect_run _hosts%2Fplinth%2Funit%2Fpool%2Fhost-1:other.service stop it
      effect_on daemon.service _hosts%2Fplinth%2Ffile%2Fpool%2Fhost-1:%2Fetc%2Fdaemon.conf _hosts%2Fplinth%2Funit%2Fpool%2Fhost-1:daemon.service
      unit start daemon.service
      if is_half_made /etc/kubelet.conf; then cannot_go_on /etc/kubelet.conf; else run /etc/kubelet.conf kubeadm join --config=/etc/join.yaml; fi
    }

    carry_out again 1 once </dev/null
    "
  `);
});

test('the same step gives the same bytes, and only its own functions', () => {
  const one = step('host/host-1/wait', { postcondition: { kind: 'exists', path: '/run/x' } });
  const render = (): string => stepScript(one, smallPlan(one), smallAssembly(...resources));
  expect(render()).toBe(render());
  expect(render()).not.toContain('openssl');
});

test('a step of another assembly is refused', () => {
  const one = step('host/host-1/deliver', { actions: [{ kind: 'deliver', resources: ['_hosts/plinth/file/x:/y'] }] });
  expect(() => stepScript(one, smallPlan(one), smallAssembly())).toThrow(
    'The plan names _hosts/plinth/file/x:/y as user or file or unit, and the assembly has none.',
  );
});
