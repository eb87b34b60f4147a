/**
 * What is asked of those who read the file.
 *
 * Provider: https://registry.terraform.io/providers/terraform-provider-openstack/openstack/3.4.0 (also in OpenTofu's registry).
 * Locks as files beside the state came to the backend s3 with 1.10 of both, its endpoints and `use_path_style` with 1.6:
 * https://developer.hashicorp.com/terraform/language/backend/s3, https://opentofu.org/docs/language/settings/backends/s3/.
 */
export const releases = {
  provider: { source: 'terraform-provider-openstack/openstack', version: '~> 3.4' },
  /** The oldest Terraform; OpenTofu begins with 1.6. */
  core: '>= 1.5.0',
  coreWithS3: '>= 1.10.0',
} as const;
