// What every environment is made of: Environment, Stack (a namespace, isolated by default), the base of components, and how
// workloads of other libraries take part in edges. Policies are derived here, from edges and flows.
// It knows no host, no cluster's making and no application.
export { AddOn, type AddOnProps } from './add-on';
export { addAccount, addRole, bind } from './add-on-access';
export { Cluster } from './cluster';
export { Component, selectorLabels, type ComponentProps } from './component';
export { Environment, type EnvironmentProps, type Exportable } from './environment';
export { exposuresIn, rememberExposed, type Exposed } from './exposures';
export { KubernetesObject, type KubernetesObjectProps } from './kubernetes-object';
export { layerStack, type LayerStackProps } from './layer-stack';
export type { ContainerLimits, NamespaceProps, PodSecurityLevel, Quota, Team } from './namespace-props';
export { cpuQuantity, memoryQuantity, type CpuAmount } from './quantity';
export { environmentOf, isEnvironment, isStack, stackOf } from './scopes';
export { Stack, type StackProps } from './stack';
export { consumerOf, Workload, type Consumer } from './workload';
