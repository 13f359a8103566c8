import { getWorkflowSchema } from '@actions/workflow-parser/workflows/workflow-schema';
import assert from 'node:assert/strict';
import { workflowSchema } from '../../../src/core/repository/pipelines/github/actionsSchema';

suite('Schema of workflows', () => {
  test('the definitions are those that GitHub makes', () => {
    const { definitions } = getWorkflowSchema();
    const own = workflowSchema();
    assert.deepEqual(Object.keys(own.definitions).sort(), Object.keys(definitions).sort());
    for (const [name, definition] of Object.entries(definitions))
      assert.deepEqual(own.getDefinition(name), definition, name);
  });
});
