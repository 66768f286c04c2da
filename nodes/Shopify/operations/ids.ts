import { InputError } from '../../shared/errors';
import type { Shape } from '../../shared/shapes';
import { ObjectShape } from '../../shared/shapes';
import type { INodeProperties } from 'n8n-workflow';

const ID = /^\s*(?:gid:\/\/shopify\/\w+\/)?(\d+)(?:\?.*)?\s*$/;

/** A list of ids, documented as numbers: each may also be given as text or as a global id. */
export const idList: Shape = {
	fromForm: (value) => value,
	check(value, at) {
		if (!Array.isArray(value)) throw new InputError(`'${at}' must be a list of IDs`);
		return value.map((one: unknown, index) => {
			const [, digits] = ID.exec(String(one)) ?? [];
			if (digits !== undefined) return digits;
			throw new InputError(
				`'${at}[${index}]' is not a valid ID: '${String(one)}'`,
				'Give it like this: 4563217890123',
			);
		});
	},
};

/**
 * The shape of a collection some of whose entries have documented forms that its literals do not tell.
 *
 * @param options the collection's options
 * @param shapes by documented key
 */
export function collectionShape(options: INodeProperties[], shapes: Record<string, Shape>): Shape {
	const inner = new ObjectShape(options, shapes, true);
	return {
		fromForm: (value, at) =>
			typeof value === 'object' && value !== null && !Array.isArray(value)
				? inner.fromForm({ ...value }, at)
				: value,
		check: (value, at, zone) => inner.check(value, at, zone),
	};
}
