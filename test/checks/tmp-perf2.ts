import { check } from '../../lib/checks';
import { assemblyOf, autoscaler, budget, namespace, object, service, workload } from './assembly-of';
const names = Array.from({ length: 2000 }, (_, index) => `stack-${index % 40}/service-${index}`);
const objects = [...Array.from({ length: 40 }, (_, i) => namespace(`stack-${i}`)), ...names.flatMap((name) => [
  workload(name, { spec: { replicas: undefined }, container: { env: [{ name: 'CART_ADDR', value: 'cart:8080' }] } }),
  service(name), autoscaler(name), budget(name, { maxUnavailable: 1 }),
  object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec: { podSelector: {}, policyTypes: ['Ingress'] } }),
])];
const assembly = assemblyOf(objects);
const cpu = (f: () => void): number => { const s = process.cpuUsage(); f(); const e = process.cpuUsage(s); return (e.user + e.system) / 1000; };
const r = [0,1,2,3,4].map(() => { const t = performance.now(); const c = cpu(() => { check(assembly); }); return `${c.toFixed(0)}cpu/${(performance.now()-t).toFixed(0)}wall`; });
console.log(r.join(' '));
