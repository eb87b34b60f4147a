import type { FieldType } from './facts';

/** The grammar in the documentation of Quantity in k8s.io/apimachinery/pkg/api/resource: a number with a suffix or an exponent. */
const quantityPattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/** Standard base64 with padding, which Go's decoder insists on; it skips line breaks. */
const base64Pattern = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const timePattern = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Tells whether the API server's decoder takes a value for a scalar field. */
export function isScalarOf(type: FieldType, value: unknown): boolean {
  switch (type) {
    case 'string':
      return typeof value === 'string';
    case 'integer':
      return Number.isInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'int-or-string':
      return typeof value === 'string' || Number.isInteger(value);
    case 'quantity':
      return typeof value === 'string' ? quantityPattern.test(value) : Number.isFinite(value);
    case 'number':
      return Number.isFinite(value);
    case 'bytes':
      return typeof value === 'string' && base64Pattern.test(value.replace(/[\r\n]/g, ''));
    case 'time':
      return typeof value === 'string' && timePattern.test(value);
    default:
      return false;
  }
}
