import { check } from '../../lib/checks';
import { ruleContext } from '../../lib/checks/rule-context';
import { rules } from '../../lib/checks/rules';
import { assemblyOf, autoscaler, budget, namespace, object, service, workload } from './assembly-of';
const names = Array.from({ length: 2000 }, (_, index) => `stack-${index % 40}/service-${index}`);
const objects = [...Array.from({ length: 40 }, (_, i) => namespace(`stack-${i}`)), ...names.flatMap((name) => [
  workload(name, { spec: { replicas: undefined }, container: { env: [{ name: 'CART_ADDR', value: 'cart:8080' }] } }),
  service(name), autoscaler(name), budget(name, { maxUnavailable: 1 }),
  object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec: { podSelector: {}, policyTypes: ['Ingress'] } }),
])];
const assembly = JSON.parse(JSON.stringify(assemblyOf(objects)));
if (process.env['COLD']) { check(assembly); } else {
const cpu = (f: () => void): number => { const s = process.cpuUsage(); f(); const e = process.cpuUsage(s); return (e.user + e.system) / 1000; };
let c: any; const t = cpu(() => { c = ruleContext(assembly, {}, []); });
const parts = rules.map((rule) => [rule.kinds[0]?.code, cpu(() => { rule.check(c); })] as const);
console.log('context', t.toFixed(0), 'rules', parts.reduce((s, [, v]) => s + v, 0).toFixed(0), parts.filter(([, v]) => v > 5).map(([k, v]) => `${k} ${v.toFixed(0)}`).join(', '));
}
