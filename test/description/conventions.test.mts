import { existsSync, readFileSync } from 'node:fs';
import type { IDisplayOptions, INodeProperties, NodeParameterValue } from 'n8n-workflow';

import { inputShape } from '../../nodes/shared/input.ts';
import { label } from '../../nodes/shared/labels.ts';
import type { Operation } from '../../nodes/shared/operation.ts';
import { isList } from '../../nodes/shared/operation.ts';
import {
	choicesOf,
	credentialNames,
	entriesOf,
	file,
	type Loaded,
	loadNodes,
	manifest,
	type Parameter,
	sectionsOf,
} from './nodes.mts';
import { faultsOf, isSentence, isTitle } from './wording.mts';

/*
 * What n8n's linters demand of literals, held against the descriptions as they are assembled:
 * the linters cannot see those. Each test lists what violates its rule.
 */

let nodes: Loaded[];

beforeAll(async () => {
	nodes = await loadNodes();
});

/** The ways to the parameters that violate a rule, with what is wrong. */
const violations = (rule: (parameter: Parameter, node: Loaded) => string | false | undefined) =>
	nodes.flatMap((node) =>
		node.parameters.flatMap((parameter) => {
			const fault = rule(parameter, node);
			return fault ? [`${parameter.at}: ${fault}`] : [];
		}),
	);

/** The operations that violate a rule, with what is wrong. */
const badOperations = (rule: (operation: Operation<object>, node: Loaded) => string[]) =>
	nodes.flatMap((node) =>
		node.operations.flatMap((operation) =>
			rule(operation, node).map(
				(fault) => `${node.name} ${operation.resource}/${operation.operation}: ${fault}`,
			),
		),
	);

const isTrigger = ({ name }: Loaded) => name.endsWith('Trigger');

const sorted = (names: string[]) =>
	names.every((name, index) => index === 0 || names[index - 1].localeCompare(name) <= 0);

/** Addresses are written in their own order everywhere. */
const isAddress = (properties: INodeProperties[]) =>
	['address1', 'city', 'zip'].every((part) => properties.some(({ name }) => name === part));

it('there are nodes, with parameters and operations', () => {
	expect(nodes.length).toBe(manifest.n8n.nodes.length);
	for (const { parameters } of nodes) expect(parameters.length).toBeGreaterThan(5);
	expect(nodes.flatMap(({ operations }) => operations).length).toBeGreaterThan(10);
});

describe('labels', () => {
	it('of parameters, sections and choices are in Title Case', () => {
		expect(
			violations(({ property }) => {
				if (property.type === 'notice') return false;
				const labels = [
					property.displayName,
					...sectionsOf(property).map(({ displayName }) => displayName),
					...choicesOf(property).map(({ name }) => name),
				];
				return labels.filter((text) => !isTitle(text)).join(', ');
			}),
		).toEqual([]);
	});

	it('of dynamic choices end with Name or ID', () => {
		expect(
			violations(({ property: { type, displayName, typeOptions } }) => {
				if (typeOptions?.loadOptionsMethod === undefined) return false;
				const end = type === 'multiOptions' ? / Names or IDs$/ : / Name or ID$/;
				return !end.test(displayName) && displayName;
			}),
		).toEqual([]);
	});

	it('of resources are singular', () => {
		const plural = nodes.flatMap(({ resources }) =>
			resources.map(({ option }) => option.name).filter((name) => /[^s]s$/.test(name)),
		);
		expect(plural).toEqual([]);
	});
});

describe('parameters', () => {
	/** Whether both could be shown at once. */
	const overlap = (one: IDisplayOptions = {}, other: IDisplayOptions = {}) =>
		Object.entries(one.show ?? {}).every(([name, values]) => {
			const others = other.show?.[name] as unknown[] | undefined;
			return others === undefined || (values as unknown[]).some((value) => others.includes(value));
		});

	it('of one name are never shown at once', () => {
		const twice = nodes.flatMap(({ parameters }) => {
			const top = parameters.filter(({ parent }) => parent === undefined);
			return top.flatMap((one, index) =>
				top
					.slice(index + 1)
					.filter(
						(other) =>
							one.property.name === other.property.name &&
							overlap(one.property.displayOptions, other.property.displayOptions),
					)
					.map((other) => `${one.at} and ${other.at}`),
			);
		});
		expect(twice).toEqual([]);
	});

	it('of one collection have different names and labels', () => {
		expect(
			violations(({ property }) => {
				const groups = [entriesOf(property), ...sectionsOf(property).map(({ values }) => values)];
				return (
					groups.some(
						(group) =>
							new Set(group.map(({ name }) => name)).size < group.length ||
							new Set(group.map(({ displayName }) => displayName)).size < group.length,
					) && 'has an entry twice'
				);
			}),
		).toEqual([]);
	});

	it('are sorted by label in collections of five and more, addresses excepted', () => {
		expect(
			violations(({ property }) => {
				const groups = [entriesOf(property), ...sectionsOf(property).map(({ values }) => values)];
				const wrong = groups.filter(
					(group) =>
						group.length >= 5 &&
						!isAddress(group) &&
						!sorted(group.map(({ displayName }) => displayName)),
				);
				return wrong.map((group) => group.map(({ displayName }) => displayName).join(', ')).join();
			}),
		).toEqual([]);
	});

	it('in collections are not required', () => {
		expect(
			violations(
				({ property, parent }) => parent?.type === 'collection' && property.required && 'required',
			),
		).toEqual([]);
	});

	it('refer to parameters and values that exist', () => {
		expect(
			violations(({ property: { displayOptions }, beside }, { type }) => {
				const conditions = [displayOptions?.show, displayOptions?.hide];
				return conditions
					.flatMap((condition) => Object.entries(condition ?? {}))
					.flatMap(([name, values]) => {
						if (name === '@version') return [];
						const around = name.startsWith('/') ? type.description.properties : beside;
						const meant = around.filter((other) => other.name === name.replace('/', ''));
						if (meant.length === 0) return [`no parameter ${name}`];
						const open = meant.some((one) => choicesOf(one).length === 0 && one.type !== 'boolean');
						const known = meant.flatMap<NodeParameterValue>((one) =>
							one.type === 'boolean' ? [true, false] : choicesOf(one).map(({ value }) => value),
						);
						return (values as NodeParameterValue[])
							.filter((value) => !open && !known.includes(value))
							.map((value) => `${name} is never ${String(value)}`);
					})
					.join(', ');
			}),
		).toEqual([]);
	});

	it('that decide what the others mean take no expressions', () => {
		const deciding = ['resource', 'operation', 'input', 'output', 'authentication'];
		expect(
			violations(
				({ property, parent }) =>
					parent === undefined &&
					deciding.includes(property.name) &&
					property.noDataExpression !== true &&
					'noDataExpression is missing',
			),
		).toEqual([]);
	});
});

describe('defaults', () => {
	it('are there, of the type of the parameter', () => {
		expect(
			violations(({ property: { type, default: given, typeOptions } }) => {
				const object = typeof given === 'object' && given !== null && !Array.isArray(given);
				const right: Partial<Record<typeof type, boolean>> = {
					boolean: typeof given === 'boolean',
					number: typeof given === 'number',
					collection: object,
					fixedCollection: object,
					multiOptions: Array.isArray(given),
					resourceLocator: object,
					dateTime: given === '',
					json: typeof given === 'string',
					string: typeOptions?.multipleValues ? Array.isArray(given) : typeof given === 'string',
				};
				return right[type] === false && `default ${JSON.stringify(given)}`;
			}),
		).toEqual([]);
	});

	it('are one of the choices', () => {
		expect(
			violations(({ property }) => {
				const { type, default: given, typeOptions } = property;
				const values = choicesOf(property).map(({ value }) => value);
				if (typeOptions?.loadOptionsMethod !== undefined) return false;
				const chosen = type === 'multiOptions' ? (given as unknown[]) : [given];
				const unknown = chosen.filter((value) => !values.includes(value as string));
				return (type === 'options' || type === 'multiOptions') && unknown.length > 0
					? `default ${JSON.stringify(given)}`
					: false;
			}),
		).toEqual([]);
	});
});

describe('choices', () => {
	it('are sorted by name where there are five and more', () => {
		expect(
			violations(({ property }) => {
				const names = choicesOf(property).map(({ name }) => name);
				return names.length >= 5 && !sorted(names) && names.join(', ');
			}),
		).toEqual([]);
	});

	it('have different names and values', () => {
		expect(
			violations(({ property }) => {
				const choices = choicesOf(property);
				const names = new Set(choices.map(({ name }) => name));
				const values = new Set(choices.map(({ value }) => value));
				return (names.size < choices.length || values.size < choices.length) && 'a choice twice';
			}),
		).toEqual([]);
	});

	it('are there where none are loaded', () => {
		expect(
			violations(({ property }) => {
				const { type, typeOptions } = property;
				return (
					(type === 'options' || type === 'multiOptions') &&
					typeOptions?.loadOptionsMethod === undefined &&
					choicesOf(property).length === 0 &&
					'no choices'
				);
			}),
		).toEqual([]);
	});

	it('that are loaded come from a method that the node has', () => {
		expect(
			violations(({ property: { typeOptions } }, { type }) => {
				const method = typeOptions?.loadOptionsMethod;
				return method !== undefined && !(method in (type.methods?.loadOptions ?? {})) && method;
			}),
		).toEqual([]);
	});
});

describe('texts', () => {
	it('describe each parameter, section and choice as n8n wants it', () => {
		expect(
			violations(({ property }) => {
				const texts = [
					property.description,
					...choicesOf(property).map(({ description }) => description),
				];
				return texts
					.filter((text) => text !== undefined)
					.flatMap((text) => faultsOf(text).map((fault) => `'${text}' ${fault}`))
					.join('; ');
			}),
		).toEqual([]);
	});

	it('say more than the label', () => {
		expect(
			violations(({ property }) => {
				const same = choicesOf(property).filter(
					({ name, description }) => name.toLowerCase() === description?.toLowerCase(),
				);
				return property.description?.toLowerCase() === property.displayName.toLowerCase()
					? property.description
					: same.map(({ name }) => name).join();
			}),
		).toEqual([]);
	});

	it('of a switch begin with Whether', () => {
		expect(
			violations(
				({ property: { type, description } }) =>
					type === 'boolean' && !description?.startsWith('Whether ') && (description ?? 'none'),
			),
		).toEqual([]);
	});

	it('of dynamic choices are those of n8n', () => {
		const link = '<a href="https://docs.n8n.io/code/expressions/">expression</a>';
		expect(
			violations(({ property: { type, typeOptions, description } }) => {
				if (typeOptions?.loadOptionsMethod === undefined) return false;
				const what = type === 'multiOptions' ? 'IDs' : 'an ID';
				const right = `Choose from the list, or specify ${what} using an ${link}`;
				return description !== right && (description ?? 'none');
			}),
		).toEqual([]);
	});

	it('in the place of a value begin with e.g., or say what to select or add', () => {
		const fits = (property: INodeProperties) => {
			const { type, name, placeholder = '' } = property;
			// A section that is filled in from the start has no button to add it.
			if (type === 'fixedCollection' && Object.keys(property.default as object).length > 0) {
				return placeholder === '';
			}
			if (type === 'collection' || type === 'fixedCollection') {
				return /^Add \w/.test(placeholder) && isTitle(placeholder);
			}
			if (name === 'email' && type === 'string') return placeholder === 'name@email.com';
			return /^(e\.g\. \S.*|name@email\.com|)$/.test(placeholder);
		};
		expect(
			violations(({ property }) => {
				const modes = (property.modes ?? []).filter(({ type, placeholder = '' }) =>
					type === 'list' ? !/^Select /.test(placeholder) : !/^e\.g\. \S/.test(placeholder),
				);
				return fits(property)
					? modes.map(({ name, placeholder }) => `${name}: ${placeholder ?? 'none'}`).join()
					: `'${property.placeholder ?? ''}'`;
			}),
		).toEqual([]);
	});
});

describe('texts that are typed in', () => {
	/** Where an example would not help: a secret, a file's content, and what Shopify does not store. */
	const BARE = [
		/^shoplazza .* password$/,
		/ attachment > file > content$/,
		/^shopifyAdmin .*metafield\S* .*description$/i,
	];

	it('show an example, have a default or say what is meant below', () => {
		expect(
			violations(({ at, property }) => {
				const { type, default: given, hint, placeholder = '' } = property;
				const empty = given === '' || (Array.isArray(given) && given.length === 0);
				const helped = placeholder !== '' || hint !== undefined || !empty;
				return (
					type === 'string' && !helped && !BARE.some((bare) => bare.test(at)) && 'no placeholder'
				);
			}),
		).toEqual([]);
	});
});

describe('lists', () => {
	it('Return All and Limit say what n8n says everywhere', () => {
		expect(
			violations(({ property, parent }) => {
				if (parent !== undefined) return false;
				const { displayName, type, default: given, description, typeOptions } = property;
				const said = JSON.stringify({ displayName, type, given, description, typeOptions });
				const right: Record<string, object> = {
					returnAll: {
						displayName: 'Return All',
						type: 'boolean',
						given: false,
						description: 'Whether to return all results or only up to a given limit',
					},
					limit: {
						displayName: 'Limit',
						type: 'number',
						given: 50,
						description: 'Max number of results to return',
						typeOptions: { minValue: 1 },
					},
				};
				return property.name in right && said !== JSON.stringify(right[property.name]) && said;
			}),
		).toEqual([]);
	});

	it('have both, and nothing else has', () => {
		const windowed = (node: Loaded, name: string, { resource, operation }: Operation<object>) =>
			node.type.description.properties.some(
				({ name: own, displayOptions }) =>
					own === name &&
					displayOptions?.show?.resource?.includes(resource) &&
					displayOptions.show.operation?.includes(operation),
			);
		expect(
			badOperations((operation, node) =>
				['returnAll', 'limit']
					.filter((name) => windowed(node, name, operation) !== isList(operation))
					.map((name) => `${name} ${isList(operation) ? 'is missing' : 'is too much'}`),
			),
		).toEqual([]);
	});

	it('are called Get Many', () => {
		expect(
			badOperations(({ operation, option: { name, action, description } }) => {
				if (operation !== 'getAll') return /^get many/i.test(name) ? ['is no getAll'] : [];
				return [
					...(name === 'Get Many' ? [] : [`name ${name}`]),
					...(action.startsWith('Get many ') ? [] : [`action ${action}`]),
					...(/\ball\b/i.test(description) ? [`description ${description}`] : []),
				];
			}),
		).toEqual([]);
	});
});

describe('resource locators', () => {
	it('offer a list first, then the ID', () => {
		expect(
			violations(({ property: { type, modes = [], default: given } }) => {
				const names = modes.map(({ name }) => name);
				const right = names[0] === 'list' && names.includes('id');
				const start = JSON.stringify(given) === JSON.stringify({ mode: 'list', value: '' });
				return (
					type === 'resourceLocator' &&
					!(right && start) &&
					`${names.join()} ${JSON.stringify(given)}`
				);
			}),
		).toEqual([]);
	});

	it('search by a method that the node has', () => {
		expect(
			violations(({ property: { modes = [] } }, { type }) =>
				modes
					.filter((mode) => mode.type === 'list')
					.map(({ typeOptions }) => typeOptions?.searchListMethod ?? 'none')
					.filter((method) => !(method in (type.methods?.listSearch ?? {})))
					.join(),
			),
		).toEqual([]);
	});

	it('take the examples that they show', () => {
		expect(
			violations(({ property: { modes = [] } }) =>
				modes
					.filter(({ type, placeholder = '', extractValue }) => {
						if (type === 'list' || !extractValue || !('regex' in extractValue)) return false;
						const example = placeholder.replace(/^e\.g\. /, '');
						return !new RegExp(`^(?:${String(extractValue.regex)})$`).test(example);
					})
					.map(({ placeholder }) => placeholder ?? 'none')
					.join(),
			),
		).toEqual([]);
	});
});

describe('operations', () => {
	it('have an action in sentence case that repeats the resource', () => {
		expect(
			badOperations(({ resource, option: { action } }, { resources }) => {
				const name = resources.find(({ option }) => option.value === resource)?.option.name ?? '';
				// Lookups are named by what they list.
				const stem = resource === 'lookup' ? '' : name.toLowerCase().replace(/y$/, '');
				return [
					...(isSentence(
						action,
						name.split(' ').filter((word) => /[a-z][A-Z]/.test(word)),
					)
						? []
						: [`action '${action}'`]),
					...(action.toLowerCase().includes(stem) ? [] : [`'${action}' does not name ${name}`]),
					...(/[.!?]$/.test(action) ? [`'${action}' ends with a period`] : []),
				];
			}),
		).toEqual([]);
	});

	it('are named in Title Case and described', () => {
		expect(
			badOperations(({ option: { name, description } }) => [
				...(isTitle(name) ? [] : [`name '${name}'`]),
				...faultsOf(description).map((fault) => `'${description}' ${fault}`),
			]),
		).toEqual([]);
	});

	it('have actions of their own', () => {
		// The panel lists them below their node, so two nodes may have the same.
		for (const { operations } of nodes) {
			const actions = operations.map(({ option }) => option.action);
			expect(actions.filter((action, index) => actions.indexOf(action) !== index)).toEqual([]);
		}
	});

	it('say what they may do to data', () => {
		expect(
			badOperations(({ hints: { readOnly, destructive, idempotent } }) => [
				...(readOnly && destructive ? ['reads and destroys'] : []),
				...(readOnly && !idempotent ? ['reads but must not be repeated'] : []),
			]),
		).toEqual([]);
	});

	it('name access scopes as the platform writes them', () => {
		expect(
			badOperations(({ scopes, resource, hints }, { name }) => [
				// Dash has permissions in place of scopes, in capital letters.
				...scopes.filter((scope) => !/^((read|write)_[a-z_]+|[A-Z_]+)$/.test(scope)),
				// Medusa has none: a login may do what its user may do.
				...(scopes.length === 0 && resource !== 'graphql' && name !== 'medusa' ? ['no scope'] : []),
				...(hints.readOnly ? scopes.filter((scope) => scope.startsWith('write_')) : []),
			]),
		).toEqual([]);
	});

	it('take their own sample as JSON input', () => {
		expect(
			badOperations((operation) => {
				try {
					inputShape(operation).check(operation.sample.input);
					return [];
				} catch (error) {
					return [(error as Error).message];
				}
			}),
		).toEqual([]);
	});

	it('have a sample output with the wrapper that they take off', () => {
		expect(
			badOperations(({ answer: { key }, sample: { output } }) =>
				key === undefined || Array.isArray(output) || key in output || key === 'records'
					? []
					: [`no ${key} in ${Object.keys(output).join()}`],
			),
		).toEqual([]);
	});

	it('have a Simplified form of at most ten fields, which the record has', () => {
		expect(
			badOperations(({ answer: { simplified = [], fields = [] } }) => [
				...(simplified.length > 10 ? [`${simplified.length} fields`] : []),
				...(new Set(simplified).size < simplified.length ? ['a field twice'] : []),
				...simplified.filter((path) => !fields.includes(path.split('.')[0])),
			]),
		).toEqual([]);
	});

	it('offer under Fields exactly the fields of their record', () => {
		expect(
			badOperations(({ properties, answer: { fields = [] } }) => {
				const offered = properties.find(
					({ name, type }) => name === 'fields' && type === 'multiOptions',
				);
				if (!offered) return [];
				const values = choicesOf(offered).map(({ value }) => String(value));
				return [
					...fields.filter((name) => !values.includes(name)).map((name) => `lacks ${name}`),
					...values.filter((name) => !fields.includes(name)).map((name) => `has no ${name}`),
				];
			}),
		).toEqual([]);
	});

	it('give each field of their record a label in Title Case', () => {
		expect(
			badOperations(({ answer: { fields = [] } }) =>
				fields.map(label).filter((text) => !isTitle(text)),
			),
		).toEqual([]);
	});

	it('stand once in the node, with the operation that is usual as its default', () => {
		for (const { resources, operations } of nodes) {
			const names = operations.map(({ resource, operation }) => `${resource}/${operation}`);
			expect(new Set(names).size).toBe(names.length);
			for (const resource of resources) {
				const strange = resource.operations.filter((one) => one.resource !== resource.option.value);
				expect(strange.map(({ operation }) => operation)).toEqual([]);
			}
		}
	});
});

describe('nodes', () => {
	it('use credentials of this package', async () => {
		const known = await credentialNames();
		const named = nodes.flatMap(({ type }) =>
			(type.description.credentials ?? []).map(({ name }) => name),
		);
		expect(named.filter((name) => !known.includes(name))).toEqual([]);
	});

	it('show each credential for one choice of Authentication', () => {
		for (const { type } of nodes) {
			const { credentials = [], properties } = type.description;
			// Export Images says by `hide` which credential is shown; its own test looks at each choice.
			const shows = credentials.some(({ displayOptions }) => displayOptions?.show);
			if (credentials.length < 2 || !shows) continue;
			const choice = properties.find(({ name }) => name === 'authentication');
			const shown = credentials.flatMap(
				({ displayOptions }) => displayOptions?.show?.authentication ?? [],
			);
			expect(shown.map(String).sort()).toEqual(
				choicesOf(choice as INodeProperties)
					.map(({ value }) => String(value))
					.sort(),
			);
		}
	});

	it('have a subtitle, icons that exist, and serve as tools unless they are triggers', () => {
		for (const node of nodes) {
			const { icon, subtitle, usableAsTool } = node.type.description;
			if (typeof icon !== 'object') throw new Error(`${node.name}: no light and dark icon`);
			for (const path of [icon.light, icon.dark]) {
				expect(existsSync(file(`${node.folder}/${path.replace(/^file:/, '')}`))).toBe(true);
			}
			expect(icon.light).not.toBe(icon.dark);
			expect(subtitle).toMatch(/^=\{\{.+\}\}$/);
			expect(usableAsTool).toBe(isTrigger(node) ? undefined : true);
		}
	});

	it('that are triggers have a webhook, its methods, no input, and look at the body first', () => {
		const triggers = nodes.filter(isTrigger);
		expect(triggers.length).toBeGreaterThan(0);
		for (const { type, parameters } of triggers) {
			const { group, inputs, webhooks = [], eventTriggerDescription } = type.description;
			expect(group).toEqual(['trigger']);
			expect(inputs).toEqual([]);
			expect(eventTriggerDescription).toMatch(/^Waiting for /);
			expect(webhooks.map(({ name, httpMethod }) => [name, httpMethod])).toEqual([
				['default', 'POST'],
			]);
			expect(Object.keys(type.webhookMethods?.default ?? {}).sort()).toEqual([
				'checkExists',
				'create',
				'delete',
			]);
			expect('webhook' in type).toBe(true);
			// With `trigger` alone n8n would call it in test runs instead of handing the event on.
			expect('trigger' in type).toBe('execute' in type);
			const [hidden] = parameters.filter(({ property }) => property.name === 'options');
			expect(hidden.property).toMatchObject({ type: 'hidden', default: { binaryData: true } });
		}
	});

	it('that are triggers offer the topics by name, and any other as text', () => {
		for (const { parameters } of nodes.filter(isTrigger)) {
			const named = (name: string) =>
				parameters.find(({ property }) => property.name === name)?.property as INodeProperties;
			expect(named('topics').type).toBe('multiOptions');
			expect(choicesOf(named('topics')).length).toBeGreaterThan(5);
			expect(named('customTopics').type).toBe('string');
		}
	});

	it('are found in the editor: a codex file with resources', () => {
		for (const { name, path } of nodes) {
			const codex = JSON.parse(readFileSync(file(`${path}.node.json`), 'utf8')) as {
				node: string;
				categories: string[];
				resources?: { primaryDocumentation?: Array<{ url: string }> };
			};
			expect(codex.node).toBe(`${manifest.name}.${name}`);
			expect(codex.categories.length).toBeGreaterThan(0);
			expect(codex.resources?.primaryDocumentation?.[0].url).toMatch(/^https:\/\//);
		}
	});

	it('have no search method that no parameter uses', () => {
		const unused = nodes.flatMap(({ type, parameters }) => {
			const used = parameters.flatMap(({ property }) =>
				(property.modes ?? []).map(({ typeOptions }) => typeOptions?.searchListMethod),
			);
			return Object.keys(type.methods?.listSearch ?? {}).filter((name) => !used.includes(name));
		});
		expect(unused).toEqual([]);
	});
});
