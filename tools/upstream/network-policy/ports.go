package main

import (
	"cmp"
	"maps"
	"slices"

	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	"plinth.invalid/upstream/manifests"
)

// What a client's side of a connection uses. Policies never look at it.
const clientPort = 49152

type port struct {
	protocol string
	number   int32
}

type ports map[port]bool

// Every port that a container declares or a policy names by number, and one TCP port that none of them mentions.
func portsOf(set *manifests.Set) []port {
	known := ports{}
	for _, w := range set.Workloads {
		for _, container := range slices.Concat(w.Template.Spec.Containers, w.Template.Spec.InitContainers) {
			for _, declared := range container.Ports {
				known[port{string(protocolOf(declared.Protocol)), declared.ContainerPort}] = true
			}
		}
	}
	mentioned := maps.Clone(known)
	for _, policy := range set.Policies {
		for _, list := range portLists(policy) {
			for _, named := range list {
				known.addPolicyPort(named, mentioned)
			}
		}
	}
	maps.Copy(mentioned, known)
	if unmentioned, found := mentioned.highestFree(); found {
		known[unmentioned] = true
	}
	return slices.SortedFunc(maps.Keys(known), func(a, b port) int {
		return cmp.Or(cmp.Compare(a.protocol, b.protocol), cmp.Compare(a.number, b.number))
	})
}

// Adds both ends of a range, and all of it to what counts as mentioned.
func (known ports) addPolicyPort(named networkingv1.NetworkPolicyPort, mentioned ports) {
	if named.Port == nil || named.Port.IntVal == 0 {
		return
	}
	protocol := corev1.ProtocolTCP
	if named.Protocol != nil {
		protocol = *named.Protocol
	}
	first, last := named.Port.IntVal, named.Port.IntVal
	if named.EndPort != nil {
		last = *named.EndPort
	}
	known[port{string(protocol), first}] = true
	known[port{string(protocol), last}] = true
	for number := first; number <= last; number++ {
		mentioned[port{string(protocol), number}] = true
	}
}

func (known ports) highestFree() (port, bool) {
	for number := int32(65535); number > 0; number-- {
		candidate := port{string(corev1.ProtocolTCP), number}
		if !known[candidate] {
			return candidate, true
		}
	}
	return port{}, false
}
