import type { IDataObject } from 'n8n-workflow';

import { InputError } from '../../shared/errors';

/** A documented limit of a value. Absent values and null have none. */
export type Limit = (value: unknown, at: string) => void;

/** A text of at most so many characters. */
export const text =
	(most: number): Limit =>
	(value, at) => {
		if (typeof value !== 'string') return;
		const { length } = [...value];
		if (length > most) {
			throw new InputError(
				`'${at}' can have at most ${most} characters`,
				`The text given has ${length}.`,
			);
		}
	};

/** A text of at most so many kilobytes in UTF-8. */
export const kilobytes =
	(most: number): Limit =>
	(value, at) => {
		const size = typeof value === 'string' ? Buffer.byteLength(value) : 0;
		if (size > most * 1024) {
			throw new InputError(
				`'${at}' can have at most ${most} KB`,
				`The text given has ${Math.ceil(size / 1024)} KB.`,
			);
		}
	};

/** A list of at most so many entries, each with its own limit. */
export const list =
	(most: number, entry?: Limit): Limit =>
	(value, at) => {
		if (!Array.isArray(value)) return;
		if (value.length > most) {
			throw new InputError(
				`'${at}' can have at most ${most} entries`,
				`The list given has ${value.length}.`,
			);
		}
		value.forEach((one, index) => entry?.(one, `${at}[${index}]`));
	};

/** An object whose fields have limits. */
export const fields =
	(limits: Record<string, Limit>): Limit =>
	(value, at) => {
		if (typeof value !== 'object' || value === null) return;
		for (const [key, limit] of Object.entries(limits)) {
			limit((value as IDataObject)[key], at ? `${at}.${key}` : key);
		}
	};

/** A map from texts to addresses. */
export const addresses: Limit = (value, at) => {
	if (typeof value !== 'object' || value === null) return;
	for (const [key, one] of Object.entries(value)) {
		if (typeof one !== 'string') {
			throw new InputError(`'${at}.${key}' must be the address of an image`);
		}
	}
};

/** A number above zero, also as text. */
export const aboveZero: Limit = (value, at) => {
	if (value === undefined || value === null) return;
	if (!(Number(value) > 0)) {
		throw new InputError(`'${at}' must be greater than 0`, `The value given is ${String(value)}.`);
	}
};

/** A whole number from 1 on. */
export const position: Limit = (value, at) => {
	if (value === undefined || value === null) return;
	if (!Number.isInteger(value) || Number(value) < 1) {
		throw new InputError(`'${at}' must be a whole number of 1 or more`);
	}
};
