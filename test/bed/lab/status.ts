import type { ControlNode } from './control-node';

export interface StatusAnswer {
  readonly text: string;
  readonly drift: readonly { readonly where: string; readonly what: string; readonly source?: string }[];
}

/** What `plinth status` says, for people and for programs. */
export async function statusOf(control: ControlNode): Promise<StatusAnswer> {
  const { out } = await control.plinth(['status', 'bed', ...control.reach]);
  const { out: json, err } = await control.plinth(['status', 'bed', ...control.reach, '--json']);
  if (json === '') throw new Error(`plinth status said nothing: ${err}`);
  return { text: out, drift: (JSON.parse(json) as StatusAnswer).drift };
}
