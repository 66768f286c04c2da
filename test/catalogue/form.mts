import type {
	IDataObject,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
} from 'n8n-workflow';

/**
 * The form that a user would fill in for a documented input: the way back from the payload to the
 * node's parameters, written from the form's literals and independent of the node's own reading.
 */

const GROUPS = new Set(['additionalFields', 'updateFields', 'filters']);

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Metafields are documented as {type_and_value: {type: value}}; the form has two fields for that. */
function metafieldRow(row: IDataObject): IDataObject {
	const { type_and_value: typed, ...others } = row;
	if (typed === undefined) return row;
	const [[type, value]] = Object.entries(typed as IDataObject);
	return { ...others, type, value: typeof value === 'string' ? value : JSON.stringify(value) };
}

function valueFor(property: INodeProperties, value: unknown): unknown {
	switch (property.type) {
		case 'resourceLocator':
			return { __rl: true, mode: 'id', value: String(value) };
		case 'collection':
			return formFor((property.options ?? []) as INodeProperties[], value as IDataObject);
		case 'fixedCollection': {
			const sections = (property.options ?? []) as INodePropertyCollection[];
			const [only] = sections;
			if (sections.length > 1) {
				const present = sections.filter(({ name }) => snake(name) in (value as IDataObject));
				return Object.fromEntries(
					present.map((section) => [
						section.name,
						formFor(section.values, (value as IDataObject)[snake(section.name)] as IDataObject),
					]),
				);
			}
			return Array.isArray(value)
				? {
						[only.name]: value.map((row) => formFor(only.values, metafieldRow(row as IDataObject))),
					}
				: { [only.name]: formFor(only.values, value as IDataObject) };
		}
		case 'json':
			return typeof value === 'string' ? value : JSON.stringify(value);
		default:
			return value;
	}
}

/**
 * @param properties the operation's form
 * @param input its documented input
 * @throws Error when a documented key has no place in the form
 */
export function formFor(properties: INodeProperties[], input: IDataObject): INodeParameters {
	const form: IDataObject = {};
	const placed = new Set<string>();
	const place = (property: INodeProperties, into: IDataObject) => {
		const key = snake(property.name);
		if (!(key in input)) return;
		placed.add(key);
		const value =
			key === 'type_and_value' ? metafieldRow({ type_and_value: input[key] }) : input[key];
		into[property.name] = valueFor(property, value) as IDataObject;
	};
	for (const property of properties) {
		if (!GROUPS.has(property.name)) {
			place(property, form);
			continue;
		}
		const group: IDataObject = {};
		for (const option of (property.options ?? []) as INodeProperties[]) place(option, group);
		if (Object.keys(group).length > 0) form[property.name] = group;
	}
	const homeless = Object.keys(input).filter((key) => !placed.has(key));
	if (homeless.length > 0) throw new Error(`The form has no field for: ${homeless.join(', ')}`);
	return form as INodeParameters;
}
