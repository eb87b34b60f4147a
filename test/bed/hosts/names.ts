/** Names of what a bed makes on its machine. Two beds never share one: a bed's name stands beside its owner's process. */
export interface BedNames {
  /** What all other names start with. */
  readonly prefix: string;
  /** The network namespace that the bridge and whoever talks to hosts are in. */
  readonly control: string;
  namespace: (host: string) => string;
  /** The bridge's port of a host; short, for the kernel takes 15 characters. */
  port: (index: number) => string;
  /** The same at every start of a host, as a network card keeps its own. */
  mac: (index: number) => string;
}

const wellFormed = /^[a-z][a-z0-9-]{0,30}$/;

/** @throws where a name could not stand in the name of a namespace, a control group or a file */
export function bedNames(name: string, pid: number): BedNames {
  if (!wellFormed.test(name)) throw new Error(misnamed('bed', name));
  const prefix = `plinth-${name}-${String(pid)}`;
  return {
    prefix,
    control: prefix,
    namespace: (host) => {
      if (!wellFormed.test(host)) throw new Error(misnamed('host', host));
      return `${prefix}.${host}`;
    },
    port: (index) => `port${String(index)}`,
    mac: (index) => `02:00:0a:58:00:${index.toString(16).padStart(2, '0')}`,
  };
}

function misnamed(what: string, name: string): string {
  return `The ${what} "${name}" is named by something else than 1 to 31 of a-z, 0-9 and "-", with a letter first.`;
}
