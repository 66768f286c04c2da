// The node as a tool of an AI agent, called as the editor calls a tool by hand: no model is needed.
import assert from 'node:assert/strict';
import { chain, node, shopify } from '../workflows.mjs';
import { toolType } from '../world.mjs';

export async function toolChecks(steps, { n8n, sandbox }) {
	await steps.check('As an AI tool: the agent’s payload gives the order', async () => {
		const { orders } = await sandbox.graphql(
			'{ orders(first: 1) { nodes { legacyResourceId name } } }',
		);
		const [{ legacyResourceId, name }] = orders.nodes;
		const agent = node('Agent', '@n8n/n8n-nodes-langchain.agent', { options: {} }, 2);
		const tool = shopify(
			'Tool',
			{
				resource: 'order',
				operation: 'get',
				input: 'json',
				payload: "={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('Payload', ``, 'json') }}",
			},
			{ type: toolType, position: [220, 200] },
		);
		const workflow = chain('As a tool', [agent]);
		workflow.nodes.push(tool);
		workflow.connections.Tool = { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] };
		const stored = await n8n.rest.createWorkflow(workflow);
		const execution = await n8n.rest.runWith(stored, {
			destinationNode: { nodeName: 'Tool', mode: 'inclusive' },
			agentRequest: {
				query: { Tool: { Payload: { order_id: Number(legacyResourceId) } } },
				tool: { name: 'Tool' },
			},
		});
		assert.ok(execution.ok, execution.error?.message);
		const [run] = execution.resultData.runData.Tool;
		assert.match(JSON.stringify(run.data), new RegExp(`"${name}"`));
	});
}
