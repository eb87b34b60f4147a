import type { UnitSection } from './body';
import type { Effect, Stage } from './file';
import type { HostPlace } from './host-place';
import type { ResourceBase } from './resource-base';

/** A unit of systemd on hosts, a drop-in to one, or what is to become of a unit that the operating system brings. */
export interface UnitSpec {
  readonly on: HostPlace;
  /** `etcd.service`; of a drop-in also its file, `kubelet.service.d/10-plinth.conf`. */
  readonly name: string;
  /** Absent where the unit is the operating system's own. Its file stands below `/etc/systemd/system`. */
  readonly body?: readonly UnitSection[];
  /** `static`: something else starts it, such as a timer or a path unit. */
  readonly state: 'enabled' | 'static' | 'disabled' | 'masked';
  readonly stage: Stage;
  /** What brings a change of the unit into effect, after systemd has read it anew. */
  readonly effect: Effect;
}

export type UnitResource = ResourceBase<'unit', UnitSpec>;
