import { isRecord } from '../http.mts';

/** An asset as it is stored. */
export interface Asset {
	id: string;
	fileId: string;
	filename: string;
	fileType: string;
	keywords: string[];
	modified: string;
}

/** A body that Dash cannot read. */
export class Unreadable extends Error {}

const VALUES: Record<string, (asset: Asset) => string[]> = {
	FILENAME: ({ filename }) => [filename],
	FILE_TYPE: ({ fileType }) => [fileType],
	KEYWORDS: ({ keywords }) => keywords,
};

function valuesOf(field: unknown): (asset: Asset) => string[] {
	const name = isRecord(field) && field.type === 'FIXED' ? String(field.fieldName) : '';
	const read = VALUES[name];
	if (!read) throw new Unreadable(`field ${name}`);
	return read;
}

/** Whole values, in which an asterisk stands for any letters. */
const pattern = (value: unknown) =>
	new RegExp(
		`^${String(value)
			.split('*')
			.map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
			.join('.*')}$`,
		'i',
	);

/** The test of a criterion, in the forms that public programs send. */
export function testOf(criterion: unknown): (asset: Asset) => boolean {
	if (!isRecord(criterion)) throw new Unreadable('criterion');
	const { type, field, value, values, criteria } = criterion;
	switch (type) {
		case 'MATCH_ALL':
			return () => true;
		case 'AND': {
			if (!Array.isArray(criteria)) throw new Unreadable('criteria');
			const tests = criteria.map(testOf);
			return (asset) => tests.every((test) => test(asset));
		}
		case 'FIELD_EQUALS': {
			const read = valuesOf(field);
			return (asset) => read(asset).includes(String(value));
		}
		case 'FIELD_MATCHES': {
			const [read, wanted] = [valuesOf(field), pattern(value)];
			return (asset) => read(asset).some((one) => wanted.test(one));
		}
		case 'FIELD_HAS_ANY_EQUAL': {
			if (!Array.isArray(values)) throw new Unreadable('values');
			const read = valuesOf(field);
			return (asset) => read(asset).some((one) => values.includes(one));
		}
		case 'FIELD_IS_EMPTY': {
			const read = valuesOf(field);
			return (asset) => read(asset).length === 0;
		}
		default:
			throw new Unreadable(`criterion type ${String(type)}`);
	}
}
