import type { Context, Resolver } from '../context.mts';
import { type UserError, userError } from '../errors.mts';
import type { Metafield, MetafieldOwner } from '../model.mts';
import type { Store } from '../store.mts';
import { compareDigest } from '../types/shared.mts';

export interface MetafieldInput {
	id?: string | null;
	namespace?: string | null;
	key?: string | null;
	type?: string | null;
	value?: string | null;
}

interface SetInput extends MetafieldInput {
	ownerId: string;
	compareDigest?: string | null;
}

const LIMIT = 25;
/** Where metafields without namespace go: the app's own. */
const APP_NAMESPACE = 'app--sandbox';

/** The owner with this id, if it is something that has metafields. */
function ownerOf(store: Store, id: string): MetafieldOwner | undefined {
	const entity = store.find(id);
	return entity !== undefined && 'metafields' in entity ? (entity as MetafieldOwner) : undefined;
}

function existing(owner: MetafieldOwner, input: MetafieldInput): Metafield | undefined {
	return owner.metafields.find((each) => {
		if (typeof input.id === 'string') return each.id === input.id;
		return each.namespace === (input.namespace ?? APP_NAMESPACE) && each.key === input.key;
	});
}

interface Refusal {
	field: string | null;
	message: string;
	code: string | null;
}

/** What is wrong with a metafield, in Shopify's words; null when nothing is. */
export function metafieldRefusal(input: MetafieldInput, known?: Metafield): Refusal | null {
	const refusal = (field: string | null, code: string | null, message: string): Refusal => {
		return { field, code, message };
	};
	const namespace = input.namespace ?? known?.namespace ?? APP_NAMESPACE;
	const key = input.key ?? known?.key ?? '';
	const type = input.type ?? known?.type ?? '';
	if (namespace === 'protected') {
		return refusal('namespace', null, 'Namespace protected is a reserved namespace');
	}
	const limits: Array<[string, string, number, number]> = [
		['namespace', namespace, 3, 255],
		['key', key, 2, 64],
	];
	for (const [field, value, least, most] of limits) {
		const label = field === 'key' ? 'Key' : 'Namespace';
		if (value.length < least) {
			return refusal(field, 'TOO_SHORT', `${label} is too short (minimum is ${least} characters)`);
		}
		if (value.length > most) {
			return refusal(field, 'TOO_LONG', `${label} is too long (maximum is ${most} characters)`);
		}
	}
	if (type === '') return refusal('type', 'BLANK', "Type can't be blank");
	const problem = valueProblem(type, input.value ?? '');
	return problem === null ? null : refusal('value', 'INVALID_VALUE', problem);
}

function valueProblem(type: string, value: string): string | null {
	if (value.trim() === '') return "Value can't be blank.";
	if (type === 'number_integer' && !/^-?\d+$/.test(value)) return 'Value must be an integer.';
	if (type === 'number_decimal' && !/^-?\d+(\.\d+)?$/.test(value))
		return 'Value must be a decimal.';
	if (type === 'boolean' && !/^(true|false|t|f|0|1)$/i.test(value)) {
		return 'Value must be true or false.';
	}
	if (type === 'date' && !/^\d{4}-\d\d-\d\d$/.test(value)) {
		return 'Value must be in YYYY-MM-DD format.';
	}
	if (type === 'date_time' && Number.isNaN(Date.parse(value))) {
		return 'Value must be in “YYYY-MM-DDTHH:MM:SS” format. For example: 2022-06-01T15:30:00';
	}
	if (/^(json|dimension|volume|weight|money|rating|list\..*)$/.test(type)) {
		try {
			JSON.parse(value);
		} catch (error) {
			return `Value is invalid JSON: ${(error as Error).message}.`;
		}
	}
	return null;
}

/** A value as Shopify stores it. */
function normalValue(type: string, value: string): string {
	if (type === 'boolean') return /^(true|t|1)$/i.test(value) ? 'true' : 'false';
	if (type === 'date_time' && !/([+-]\d\d:\d\d|Z)$/.test(value)) return `${value}+00:00`;
	if (type === 'date_time') return value.replace(/Z$/, '+00:00');
	if (/^(dimension|volume|weight)$/.test(type)) {
		const { value: number, unit } = JSON.parse(value) as { value: number; unit: string };
		const decimal = Number.isInteger(Number(number)) ? `${Number(number)}.0` : String(number);
		return `{"value":${decimal},"unit":${JSON.stringify(unit.toUpperCase())}}`;
	}
	return value;
}

/** Stores a metafield that was found right; an equal one stays untouched. */
export function putMetafield(
	store: Store,
	owner: MetafieldOwner,
	input: MetafieldInput,
	mutation: string,
): Metafield {
	const known = existing(owner, input);
	const type = input.type ?? known?.type ?? '';
	const value = normalValue(type, input.value ?? '');
	const now = store.timestamp();
	if (known !== undefined) {
		if (known.value === value && known.type === type) return known;
		Object.assign(known, { type, value, updatedAt: now });
		store.effect(mutation, known.id, `metafield ${known.namespace}.${known.key} = ${value}`);
		return known;
	}
	const made: Metafield = store.add({
		__typename: 'Metafield',
		id: store.ids.next('Metafield'),
		namespace: input.namespace ?? APP_NAMESPACE,
		key: input.key ?? '',
		type,
		value,
		ownerId: owner.id,
		createdAt: now,
		updatedAt: now,
	});
	owner.metafields.push(made);
	store.effect(mutation, made.id, `metafield ${made.namespace}.${made.key} = ${value}`);
	return made;
}

/** Refusals of a list of metafields that stands in another mutation's input. */
export function inputMetafieldErrors(
	owner: MetafieldOwner | undefined,
	inputs: readonly MetafieldInput[] | null | undefined,
	path: string[],
): UserError[] {
	return (inputs ?? []).flatMap((input, index) => {
		const known = owner === undefined ? undefined : existing(owner, input);
		const refusal = metafieldRefusal(input, known);
		if (refusal === null) return [];
		const field = refusal.field === null ? [] : [refusal.field];
		return [userError([...path, String(index), ...field], refusal.message, refusal.code)];
	});
}

function digestRefusal(input: SetInput, known: Metafield | undefined): Refusal | null {
	if (input.compareDigest === undefined) return null;
	const unchanged = known !== undefined && known.value === input.value;
	if (known === undefined ? input.compareDigest === null : unchanged) return null;
	if (known === undefined) {
		const message = 'Invalid `compareDigest` value.';
		return { field: null, code: 'INVALID_COMPARE_DIGEST', message };
	}
	if (input.compareDigest === compareDigest(known)) return null;
	const message =
		'The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.';
	return { field: null, code: 'STALE_OBJECT', message };
}

export const metafieldMutations: Record<string, Resolver> = {
	metafieldsSet: (_source: unknown, args: { metafields: SetInput[] }, { store }: Context) => {
		const { metafields: inputs } = args;
		if (inputs.length > LIMIT) {
			const message = `Exceeded the maximum metafields input limit of ${LIMIT}.`;
			const error = userError(['metafields'], message, 'LESS_THAN_OR_EQUAL_TO');
			return { metafields: null, userErrors: [error] };
		}
		const errors = inputs.flatMap((input, index) => {
			const path = ['metafields', String(index)];
			const owner = ownerOf(store, input.ownerId);
			if (owner === undefined) {
				return [userError([...path, 'ownerId'], 'Owner does not exist.', 'INVALID_VALUE')];
			}
			const known = existing(owner, input);
			const refusal = metafieldRefusal(input, known) ?? digestRefusal(input, known);
			if (refusal === null) return [];
			const field = refusal.field === null ? path : [...path, refusal.field];
			return [userError(field, refusal.message, refusal.code)];
		});
		if (errors.length > 0) return { metafields: [], userErrors: errors };
		const set = inputs.flatMap((input) => {
			const owner = ownerOf(store, input.ownerId);
			return owner === undefined ? [] : [putMetafield(store, owner, input, 'metafieldsSet')];
		});
		return { metafields: set, userErrors: [] };
	},
	metafieldsDelete: (
		_source: unknown,
		args: { metafields: Array<{ ownerId: string; namespace: string; key: string }> },
		{ store }: Context,
	) => {
		const deletedMetafields = args.metafields.map((input) => {
			const owner = ownerOf(store, input.ownerId);
			const known = owner === undefined ? undefined : existing(owner, input);
			if (owner === undefined || known === undefined) return null;
			owner.metafields.splice(owner.metafields.indexOf(known), 1);
			store.remove(known);
			store.effect('metafieldsDelete', known.id, 'deleted');
			return { ownerId: input.ownerId, namespace: known.namespace, key: known.key };
		});
		return { deletedMetafields, userErrors: [] };
	},
};
