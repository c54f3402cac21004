import { expect } from 'chai';
import { dedent } from '../support/dedent.ts';
import { withLocalCloud } from '../support/local-cloud.ts';
import { withRig, type Rig } from '../support/rig.ts';

/** A stack of one file system, encrypted or not. */
function writeFileSystem(rig: Rig, isEncrypted: boolean): void {
  rig.write(
    'store/stackql_manifest.yml',
    dedent`
      version: 1
      name: store
      globals:
        - name: region
          value: us-east-1
      resources:
        - name: files
          replace: allowed
    `,
  );
  rig.write(
    'store/resources/files.iql',
    dedent`
      /*+ exists */
      SELECT file_system_id FROM awscc.efs.file_systems
      WHERE region = '{{ region }}' AND json_extract(file_system_tags, '$[0].Value') = 'files';

      /*+ create */
      INSERT INTO awscc.efs.file_systems (Encrypted, FileSystemTags, region)
      SELECT ${String(isEncrypted)}, '[{"Key": "Name", "Value": "files"}]', '{{ region }}';

      /*+ statecheck */
      SELECT COUNT(*) AS count FROM awscc.efs.file_systems
      WHERE region = '{{ region }}' AND Identifier = '{{ this.file_system_id }}' AND encrypted = ${String(isEncrypted)};
    `,
  );
}

describe('A resource that holds data and is to be replaced', () => {
  it('is not replaced because the manifest allows it: the run has to name it', () =>
    withRig(async (rig) => {
      const mutations = (): Promise<readonly string[]> => withLocalCloud(rig, (cloud) => cloud.mutations());
      writeFileSystem(rig, false);
      expect((await rig.run('build', 'store', 'dev', '--local')).code).to.equal(0);
      const before = await mutations();
      writeFileSystem(rig, true);
      const { output } = await rig.run('plan', 'store', 'dev', '--local');
      expect(output).to.include('# a build refuses this: ');
      const refused = await rig.run('build', 'store', 'dev', '--local');
      expect(refused.code).to.equal(1);
      expect(refused.errors).to.include('must be replaced, and this run may not replace it');
      expect(refused.errors).to.include('--replace files');
      expect(await mutations()).to.deep.equal(before);
      expect((await rig.run('build', 'store', 'dev', '--local', '--replace', 'files')).code).to.equal(0);
      expect((await mutations()).length).to.equal(before.length + 2);
    }));
});
