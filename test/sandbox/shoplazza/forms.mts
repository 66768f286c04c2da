import { isRecord } from '../http.mts';
import forms from './forms.json' with { type: 'json' };

/*
 * forms.json holds one empty record of each kind for both families of versions, with the fields and
 * types of the vendor's OpenAPI file (2022-01) and endpoint catalogue (2026-01). '0.00' marks money.
 */

export type Row = Record<string, unknown>;

const old: Record<string, unknown> = forms['2022-01'];
const modern: Record<string, unknown> = forms['2026-01'];

/** A value with the fields and types of a template. */
function conform(template: unknown, value: unknown): unknown {
	if (Array.isArray(template)) {
		const [entry] = template as unknown[];
		const list = typeof value === 'string' ? (value === '' ? [] : value.split(',')) : value;
		if (!Array.isArray(list)) return [];
		return entry === undefined ? list : list.map((one) => conform(entry, one));
	}
	if (isRecord(template)) {
		const record = isRecord(value) ? value : {};
		const keys = Object.keys(template);
		if (keys.length === 0) return record;
		return Object.fromEntries(keys.map((key) => [key, conform(template[key], record[key])]));
	}
	if (value === null) return null;
	if (typeof template === 'number') return Number(value ?? 0);
	if (typeof template === 'boolean') return value === undefined ? template : value === true;
	if (value === undefined) return template;
	if (template === '0.00') return Number(value).toFixed(2);
	if (Array.isArray(value)) return value.join(',');
	if (isRecord(value)) return typeof value.src === 'string' ? value.src : JSON.stringify(value);
	return String(value as string | number);
}

/** What 2022-01 calls otherwise. */
function renamed(kind: string, record: Row): Row {
	if (kind === 'product') return { ...record, image: record.primary_image };
	if (kind === 'order') return { ...record, canceled_at: record.cancelled_at || null };
	if (kind === 'customer') {
		const addresses = (record.addresses ?? []) as Row[];
		return { ...record, default_address: addresses.find((one) => one.default) ?? addresses[0] };
	}
	return record;
}

/** A stored record as the version answers it. */
export const inForm = (kind: string, record: Row, isModern: boolean): Row =>
	conform((isModern ? modern : old)[kind], isModern ? record : renamed(kind, record)) as Row;
