import type { IDataObject, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError, PlatformError } from '../../shared/errors';
import { label } from '../../shared/labels';
import type {
	BatchOperation,
	ListOperation,
	Operation,
	SingleOperation,
} from '../../shared/operation';
import type { Store } from '../client/store';

/** Operations of the SHOPLINE node. These say nothing but which type is meant. */
export const operation = (it: SingleOperation<Store>) => it;
export const batchOperation = (it: BatchOperation<Store>) => it;
export const listOperation = (it: ListOperation<Store>) => it;

export type StoreOperation = Operation<Store>;

const fieldOptions = (names: readonly string[]): INodePropertyOptions[] =>
	names
		.map((name) => ({ name: label(name), value: name }))
		.sort((a, b) => a.name.localeCompare(b.name));

/** The documented `fields` input: which fields to ask for. */
export const fieldsProperty = (names: readonly string[]): INodeProperties => ({
	displayName: 'Fields',
	name: 'fields',
	type: 'multiOptions',
	options: fieldOptions(names),
	default: [],
	description: 'The fields to ask for; all when none is chosen',
});

export const notFound = (thing: string): PlatformError =>
	new PlatformError({
		message: `${thing} was not found`,
		advice: 'Check the ID, and that the credential belongs to the shop that has it.',
		code: '404',
	});

/** Values that SHOPLINE documents as texts, although n8n hands them over as numbers. */
export function asTexts(given: IDataObject, keys: readonly string[]): IDataObject {
	const texts = { ...given };
	for (const key of keys) {
		if (typeof texts[key] === 'number') texts[key] = String(texts[key]);
	}
	return texts;
}

/** A list as SHOPLINE takes it in an address: joined by commas. */
export const joined = (value: unknown): string | undefined =>
	Array.isArray(value) && value.length > 0 ? value.map(String).join(',') : undefined;

/** An input without some of its keys. */
export const without = (input: IDataObject, ...keys: string[]): IDataObject =>
	Object.fromEntries(Object.entries(input).filter(([key]) => !keys.includes(key)));

/** @throws InputError when an update changes nothing */
export function someChange(changes: IDataObject): IDataObject {
	if (Object.keys(changes).length > 0) return changes;
	throw new InputError(
		'There is nothing to update',
		"Add at least one field under 'Update Fields'.",
	);
}

/** Whether each entry of the lists names what it changes, so that sending it twice adds nothing. */
export const allHaveIds = (...lists: unknown[]): boolean =>
	lists.every(
		(list) => !Array.isArray(list) || (list as IDataObject[]).every(({ id }) => Boolean(id)),
	);
