import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/errors';
import type { BatchOperation, ListOperation, SingleOperation } from '../../shared/operation';
import type { Shape } from '../../shared/shapes';
import type { Exporter } from '../client/exporter';
import type { ProductRef } from '../galleries/gallery';
import { isObject } from '../../shared/json';

/** Operations of the Export Images node. These say nothing but which type is meant. */
export const operation = (it: SingleOperation<Exporter>) => it;
export const batchOperation = (it: BatchOperation<Exporter>) => it;
export const listOperation = (it: ListOperation<Exporter>) => it;

/** A product, chosen from a list or named by its ID, handle or SKU. */
export const productLocator: INodeProperties = {
	displayName: 'Product',
	name: 'product',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The product whose gallery is meant',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a product...',
			typeOptions: {
				searchListMethod: 'searchProducts',
				searchable: true,
			},
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 7890123456789',
		},
		{
			displayName: 'By Handle',
			name: 'handle',
			type: 'string',
			placeholder: 'e.g. blue-t-shirt',
		},
		{
			displayName: 'By SKU',
			name: 'sku',
			type: 'string',
			placeholder: 'e.g. TSHIRT-BLUE-M',
		},
	],
};

const KEYS = ['id', 'handle', 'sku'] as const;

/** A product as JSON names it: `{ "id": … }`, `{ "handle": … }`, `{ "sku": … }`, or the ID alone. */
export const productShape: Shape = {
	fromForm(value) {
		if (!isObject(value) || !('mode' in value)) return value;
		const { mode, value: chosen } = value;
		if (chosen === '' || chosen === null || chosen === undefined) return undefined;
		const key = KEYS.find((one) => one === mode) ?? 'id';
		return { [key]: String(chosen as string | number).trim() };
	},
	check(value, at) {
		const given = typeof value === 'string' || typeof value === 'number' ? { id: value } : value;
		const [[key, name] = ['', ''], ...others] = isObject(given) ? Object.entries(given) : [];
		const text = typeof name === 'string' || typeof name === 'number' ? String(name).trim() : '';
		if (text === '' || others.length > 0 || !KEYS.some((one) => one === key)) {
			throw new InputError(
				`'${at}' does not name a product`,
				'Give its ID, or an object with one of the keys id, handle and sku.',
			);
		}
		return { [key]: text };
	},
};

/** The product that an input names. */
export const productRef = (input: IDataObject): ProductRef => input.product as ProductRef;
