import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { isEarly } from '../../client/versions';
import { fields, position, text } from '../limits';

export const altText: INodeProperties = {
	displayName: 'Alt Text',
	name: 'alt',
	type: 'string',
	default: '',
	placeholder: 'e.g. Blue T-shirt, front',
	description: 'What the image shows, for those who cannot see it',
};

export const skuId: INodeProperties = {
	displayName: 'Variant ID',
	name: 'skuId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 18057548296490304172320473',
	description: 'The variant that the image shows',
};

/** @throws InputError that names the first field beyond its limit */
export function verifyImage(input: IDataObject, option: (name: string) => unknown): void {
	const alt = text(isEarly(option('apiVersion')) ? 255 : 512);
	fields({ src: text(255), alt, sku_id: text(64), position })(input, '');
}

/** Some answers misspell the width as `witdh`, others have it right. */
export function rightWidth(image: IDataObject): IDataObject {
	if (!('witdh' in image)) return image;
	const { witdh, ...others } = image;
	return { ...others, width: others.width ?? witdh };
}
