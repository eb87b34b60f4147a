package manifests

import (
	"fmt"

	appsv1 "k8s.io/api/apps/v1"
	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

// Decodes strictly: an unknown or repeated field is an error.
func decode[T any](document []byte) (*T, error) {
	object := new(T)
	return object, yaml.UnmarshalStrict(document, object)
}

func (s *Set) add(document []byte) error {
	var kind metav1.TypeMeta
	if err := yaml.Unmarshal(document, &kind); err != nil {
		return err
	}
	switch kind.APIVersion + " " + kind.Kind {
	case "v1 Namespace":
		return s.addNamespace(document)
	case "networking.k8s.io/v1 NetworkPolicy":
		return s.addPolicy(document)
	case "v1 Pod":
		o, err := decode[corev1.Pod](document)
		return s.addWorkload(kind, o.ObjectMeta, corev1.PodTemplateSpec{ObjectMeta: o.ObjectMeta, Spec: o.Spec}, err)
	case "v1 ReplicationController":
		o, err := decode[corev1.ReplicationController](document)
		if o.Spec.Template == nil {
			o.Spec.Template = &corev1.PodTemplateSpec{}
		}
		return s.addWorkload(kind, o.ObjectMeta, *o.Spec.Template, err)
	case "apps/v1 Deployment":
		o, err := decode[appsv1.Deployment](document)
		return s.addWorkload(kind, o.ObjectMeta, o.Spec.Template, err)
	case "apps/v1 StatefulSet":
		o, err := decode[appsv1.StatefulSet](document)
		return s.addWorkload(kind, o.ObjectMeta, o.Spec.Template, err)
	case "apps/v1 DaemonSet":
		o, err := decode[appsv1.DaemonSet](document)
		return s.addWorkload(kind, o.ObjectMeta, o.Spec.Template, err)
	case "apps/v1 ReplicaSet":
		o, err := decode[appsv1.ReplicaSet](document)
		return s.addWorkload(kind, o.ObjectMeta, o.Spec.Template, err)
	case "batch/v1 Job":
		o, err := decode[batchv1.Job](document)
		return s.addWorkload(kind, o.ObjectMeta, o.Spec.Template, err)
	case "batch/v1 CronJob":
		o, err := decode[batchv1.CronJob](document)
		return s.addWorkload(kind, o.ObjectMeta, o.Spec.JobTemplate.Spec.Template, err)
	case "v1 List":
		return fmt.Errorf("a List is not read: write one document for each object")
	}
	return nil
}

func (s *Set) addNamespace(document []byte) error {
	namespace, err := decode[corev1.Namespace](document)
	if err != nil {
		return err
	}
	if _, twice := s.Namespaces[namespace.Name]; twice {
		return fmt.Errorf("the namespace %q is declared twice", namespace.Name)
	}
	s.Namespaces[namespace.Name] = namespace
	return nil
}

func (s *Set) addPolicy(document []byte) error {
	policy, err := decode[networkingv1.NetworkPolicy](document)
	if err != nil {
		return err
	}
	policy.Namespace = namespaceOf(policy.ObjectMeta)
	s.Policies = append(s.Policies, policy)
	return nil
}

func (s *Set) addWorkload(kind metav1.TypeMeta, meta metav1.ObjectMeta, template corev1.PodTemplateSpec, err error) error {
	if err != nil {
		return err
	}
	s.Workloads = append(s.Workloads, Workload{namespaceOf(meta), kind.Kind, meta.Name, template})
	return nil
}

// kubectl puts objects without a namespace into "default".
func namespaceOf(meta metav1.ObjectMeta) string {
	if meta.Namespace == "" {
		return metav1.NamespaceDefault
	}
	return meta.Namespace
}
