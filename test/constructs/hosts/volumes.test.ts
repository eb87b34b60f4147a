import { resourcesOf } from '../../../lib/assembly';
import { committed } from '../../plan/committed';

test('folders of volumes are made where they are missing, and those that pods have had are let alone', () => {
  const file = resourcesOf(committed('bed'), 'file').find(({ spec }) => spec.path.includes('tmpfiles.d'));

  expect(file?.spec.body).toEqual({
    format: 'text',
    value: 'd /var/lib/plinth/volumes/cache - - - -\nd /var/lib/plinth/volumes/database - - - -\n',
  });
});
