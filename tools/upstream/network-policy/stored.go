package main

import (
	"encoding/json"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"plinth.invalid/upstream/manifests"
)

// The engine reads objects as an API server hands them out: with defaults filled in and without empty lists. It follows
// a nil protocol, and takes `egress: []` for "everything" where the API, which drops the empty list, says "nothing".
func asStored(policy *networkingv1.NetworkPolicy) (*networkingv1.NetworkPolicy, error) {
	text, err := json.Marshal(policy)
	if err != nil {
		return nil, err
	}
	stored := &networkingv1.NetworkPolicy{}
	if err := json.Unmarshal(text, stored); err != nil {
		return nil, err
	}
	spec := &stored.Spec
	if len(spec.PolicyTypes) == 0 {
		spec.PolicyTypes = []networkingv1.PolicyType{networkingv1.PolicyTypeIngress}
		if len(spec.Egress) > 0 {
			spec.PolicyTypes = append(spec.PolicyTypes, networkingv1.PolicyTypeEgress)
		}
	}
	for _, ports := range portLists(stored) {
		for i := range ports {
			if ports[i].Protocol == nil {
				ports[i].Protocol = new(corev1.ProtocolTCP)
			}
		}
	}
	return stored, nil
}

func portLists(policy *networkingv1.NetworkPolicy) [][]networkingv1.NetworkPolicyPort {
	var lists [][]networkingv1.NetworkPolicyPort
	for _, rule := range policy.Spec.Ingress {
		lists = append(lists, rule.Ports)
	}
	for _, rule := range policy.Spec.Egress {
		lists = append(lists, rule.Ports)
	}
	return lists
}

func podOf(w manifests.Workload) *corev1.Pod {
	pod := &corev1.Pod{ObjectMeta: w.Template.ObjectMeta, Spec: *w.Template.Spec.DeepCopy()}
	pod.Name, pod.Namespace = w.Name, w.Namespace
	for i := range pod.Spec.Containers {
		for j := range pod.Spec.Containers[i].Ports {
			declared := &pod.Spec.Containers[i].Ports[j]
			declared.Protocol = protocolOf(declared.Protocol)
		}
	}
	return pod
}

func protocolOf(declared corev1.Protocol) corev1.Protocol {
	if declared == "" {
		return corev1.ProtocolTCP
	}
	return declared
}

// The API server itself labels every namespace with its name. A namespace that the manifests do not declare, such as
// kube-system, has only that label.
func namespaceLabels(set *manifests.Set, name string) map[string]string {
	labels := map[string]string{corev1.LabelMetadataName: name}
	if namespace, declared := set.Namespaces[name]; declared {
		for key, value := range namespace.Labels {
			labels[key] = value
		}
		labels[corev1.LabelMetadataName] = name
	}
	return labels
}
