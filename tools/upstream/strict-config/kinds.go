package main

import (
	"fmt"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/serializer"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/apiserver/pkg/apis/apiserver"
	apiserverv1 "k8s.io/apiserver/pkg/apis/apiserver/v1"
	apiservervalidation "k8s.io/apiserver/pkg/apis/apiserver/validation"
	"k8s.io/apiserver/pkg/audit"
	"k8s.io/apiserver/pkg/audit/policy"
	kubeadmscheme "k8s.io/kubernetes/cmd/kubeadm/app/apis/kubeadm/scheme"
	_ "k8s.io/kubernetes/pkg/features" // Registers the feature gates that files may name.
	kubeletscheme "k8s.io/kubernetes/pkg/kubelet/apis/config/scheme"
	kubeproxyconfig "k8s.io/kubernetes/pkg/proxy/apis/config"
	kubeproxyscheme "k8s.io/kubernetes/pkg/proxy/apis/config/scheme"
	kubeproxyvalidation "k8s.io/kubernetes/pkg/proxy/apis/config/validation"
	"sigs.k8s.io/yaml"
)

// How one kind of file is read.
type kind struct {
	scheme   *runtime.Scheme
	validate func(object runtime.Object, document []byte) error
}

var kinds = map[string]kind{
	"kubelet.config.k8s.io/v1beta1 KubeletConfiguration":      {kubeletTypes(), kubelet},
	"kubeproxy.config.k8s.io/v1alpha1 KubeProxyConfiguration": {kubeproxyscheme.Scheme, kubeProxy},
	"apiserver.config.k8s.io/v1 EncryptionConfiguration":      {apiserverTypes(), encryption},
	"audit.k8s.io/v1 Policy":                                  {audit.Scheme, auditPolicy},
	"kubeadm.k8s.io/v1beta4 InitConfiguration":                {kubeadmscheme.Scheme, byKubeadm},
	"kubeadm.k8s.io/v1beta4 ClusterConfiguration":             {kubeadmscheme.Scheme, byKubeadm},
	"kubeadm.k8s.io/v1beta4 JoinConfiguration":                {kubeadmscheme.Scheme, byKubeadm},
}

func undecoded(document []byte) (any, error) {
	var object any
	err := yaml.Unmarshal(document, &object)
	return object, err
}

// Judges one document, and says what it is.
func judge(document []byte) (string, []error) {
	var meta metav1.TypeMeta
	if err := yaml.Unmarshal(document, &meta); err != nil {
		return "", []error{err}
	}
	name := meta.APIVersion + " " + meta.Kind
	known, found := kinds[name]
	if !found {
		return "", []error{fmt.Errorf("no component reads %q", name)}
	}
	if err := known.read(document); err != nil {
		return meta.Kind, each(err)
	}
	return meta.Kind, nil
}

func (k kind) read(document []byte) (err error) {
	// The defaults of a kubelet panic, there too, for a feature gate that it does not know.
	defer func() {
		if reason := recover(); reason != nil {
			err = fmt.Errorf("panic: %v", reason)
		}
	}()
	decoder := serializer.NewCodecFactory(k.scheme, serializer.EnableStrict).UniversalDecoder()
	object, _, err := decoder.Decode(document, nil, nil)
	if err != nil {
		return err
	}
	return k.validate(object, document)
}

func kubeletTypes() *runtime.Scheme {
	scheme, _, err := kubeletscheme.NewSchemeAndCodecs()
	utilruntime.Must(err)
	return scheme
}

func kubeProxy(object runtime.Object, _ []byte) error {
	return kubeproxyvalidation.Validate(object.(*kubeproxyconfig.KubeProxyConfiguration)).ToAggregate()
}

func apiserverTypes() *runtime.Scheme {
	scheme := runtime.NewScheme()
	utilruntime.Must(apiserver.AddToScheme(scheme))
	utilruntime.Must(apiserverv1.AddToScheme(scheme))
	return scheme
}

// As with --encryption-provider-config-automatic-reload, which has the stricter rules.
func encryption(object runtime.Object, _ []byte) error {
	config := object.(*apiserver.EncryptionConfiguration)
	return apiservervalidation.ValidateEncryptionConfiguration(config, true).ToAggregate()
}

// The loader has a rule that the validation lacks: a policy has rules.
func auditPolicy(_ runtime.Object, document []byte) error {
	_, err := policy.LoadPolicyFromBytes(document)
	return err
}

// What else kubeadm's files must hold depends on one another: `kubeadm config validate` says it.
func byKubeadm(runtime.Object, []byte) error {
	return nil
}
