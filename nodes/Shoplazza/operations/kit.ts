import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors';
import type { ListOperation, SingleOperation } from '../../shared/operation';
import { ObjectShape } from '../../shared/shapes';
import type { Shape } from '../../shared/shapes';
import type { Shop } from '../client/shop';

/** Operations of the Shoplazza node. These say nothing but which type is meant. */
export const operation = (it: SingleOperation<Shop>) => it;
export const listOperation = (it: ListOperation<Shop>) => it;

/** One part of a path. IDs are texts here, although a whole number may stand for one. */
export const segment = (id: unknown): string => encodeURIComponent(String(id));

/** The keys that were given, without those that name the record. */
export function given(input: IDataObject, ...without: string[]): IDataObject {
	return Object.fromEntries(
		Object.entries(input).filter(([key, value]) => value !== undefined && !without.includes(key)),
	);
}

/** @throws InputError when nothing but the ID was given */
export function changes(input: IDataObject, ...without: string[]): IDataObject {
	const found = given(input, ...without);
	if (Object.keys(found).length > 0) return found;
	throw new InputError(
		'Nothing to change was given',
		"Add at least one field under 'Update Fields'.",
	);
}

const plain = (check: (value: unknown, at: string) => unknown): Shape => ({
	fromForm: (value) => value,
	check,
});

/** A list of texts, also as one text joined by commas: both are documented, by version. */
export const textList: Shape = plain((value, at) => {
	const list = typeof value === 'string' ? value.split(',') : value;
	if (!Array.isArray(list) || list.some((one) => typeof one !== 'string')) {
		throw new InputError(`'${at}' must be a list of texts`);
	}
	return (list as string[]).map((one) => one.trim()).filter((one) => one !== '');
});

/** A number, also as text: prices and weights are documented both ways, by version. */
const amount: Shape = plain((value, at) => {
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number) && number >= 0) return value;
	throw new InputError(
		`'${at}' must be a number of 0 or more`,
		`The value given is ${String(value)}.`,
	);
});

/** Shapes of a variant's amounts, whose fields in a row are texts so that they can be left empty. */
export const AMOUNTS: Record<string, Shape> = {
	compare_at_price: amount,
	cost_price: amount,
	price: amount,
	weight: amount,
};

/** The rows of a fixedCollection with one section, with own shapes for some of their keys. */
export function rows(
	section: string,
	values: INodeProperties[],
	shapes: Record<string, Shape>,
): Shape {
	const row = new ObjectShape(values, shapes);
	return {
		fromForm(value, at) {
			const list = (value as IDataObject | null)?.[section] ?? value;
			if (!Array.isArray(list)) return undefined;
			return list.map((one, index) => row.fromForm(one as IDataObject, `${at}[${index}]`));
		},
		check(value, at, zone) {
			if (!Array.isArray(value)) throw new InputError(`'${at}' must be a list`);
			return value.map((one, index) => row.check(one, `${at}[${index}]`, zone));
		},
	};
}

/** The address of an image. Shoplazza fetches it; its API takes no file and no data address. */
export const imageAddress: Shape = plain((value, at) => {
	if (typeof value === 'string' && /^(?:https?:)?\/\/[^\s/]+/i.test(value)) return value;
	throw new InputError(
		`'${at}' must be the public address of an image, such as https://example.com/1.jpg`,
		"Shoplazza's API takes images by address only, neither files nor Base64. Put the file where it can be fetched, and give its address.",
	);
});
