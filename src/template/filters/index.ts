import { Registry } from '../operations/registry.ts';
import { absFilter } from './abs.ts';
import { attrFilter } from './attr.ts';
import { base64DecodeFilter } from './base64-decode.ts';
import { base64EncodeFilter } from './base64-encode.ts';
import { batchFilter } from './batch.ts';
import { boolFilter } from './bool.ts';
import { capitalizeFilter } from './capitalize.ts';
import { centerFilter } from './center.ts';
import { concatFilter } from './concat.ts';
import { dateFilter } from './date.ts';
import { defaultFilter } from './default.ts';
import { dictsortFilter } from './dictsort.ts';
import { firstFilter } from './first.ts';
import { floatFilter } from './float.ts';
import { formatFilter } from './format.ts';
import { fromJsonFilter } from './from-json.ts';
import { generatePatchDocumentFilter } from './generate-patch-document.ts';
import { getFilter } from './get.ts';
import { groupbyFilter } from './groupby.ts';
import { indentFilter } from './indent.ts';
import { intFilter } from './int.ts';
import { itemsFilter } from './items.ts';
import { joinFilter } from './join.ts';
import { lastFilter } from './last.ts';
import { lengthFilter } from './length.ts';
import { listFilter } from './list.ts';
import { lowerFilter } from './lower.ts';
import { mapFilter } from './map.ts';
import { maxFilter } from './max.ts';
import { mergeListsFilter } from './merge-lists.ts';
import { mergeObjectsFilter } from './merge-objects.ts';
import { mergeTagsFilter } from './merge-tags.ts';
import { minFilter } from './min.ts';
import { nthFilter } from './nth.ts';
import { rejectFilter } from './reject.ts';
import { rejectattrFilter } from './rejectattr.ts';
import { replaceFilter } from './replace.ts';
import { reverseFilter } from './reverse.ts';
import { roundFilter } from './round.ts';
import { safeFilter } from './safe.ts';
import { selectFilter } from './select.ts';
import { selectattrFilter } from './selectattr.ts';
import { sliceFilter } from './slice.ts';
import { slugifyFilter } from './slugify.ts';
import { sortFilter } from './sort.ts';
import { splitFilter } from './split.ts';
import { sqlFilter } from './sql.ts';
import { sqlEscapeFilter } from './sql-escape.ts';
import { sqlListFilter } from './sql-list.ts';
import { stringFilter } from './string.ts';
import { sumFilter } from './sum.ts';
import { titleFilter } from './title.ts';
import { toAwsTagFiltersFilter } from './to-aws-tag-filters.ts';
import { toJsonFilter } from './to-json.ts';
import { trimFilter } from './trim.ts';
import { trimEndFilter } from './trim-end.ts';
import { trimEndMatchesFilter } from './trim-end-matches.ts';
import { trimStartFilter } from './trim-start.ts';
import { trimStartMatchesFilter } from './trim-start-matches.ts';
import { truncateFilter } from './truncate.ts';
import { uniqueFilter } from './unique.ts';
import { upperFilter } from './upper.ts';
import { urlencodeFilter } from './urlencode.ts';
import { wordcountFilter } from './wordcount.ts';
import { wordwrapFilter } from './wordwrap.ts';

/** Every filter, in the order of the documentation: ours, then Jinja's and a few that stackql-deploy's engine has besides. Each says in its own file what it takes and gives. */
export const filters = new Registry([
  fromJsonFilter,
  toJsonFilter,
  generatePatchDocumentFilter,
  base64EncodeFilter,
  base64DecodeFilter,
  sqlEscapeFilter,
  sqlListFilter,
  sqlFilter,
  mergeListsFilter,
  mergeObjectsFilter,
  mergeTagsFilter,
  toAwsTagFiltersFilter,
  absFilter,
  attrFilter,
  batchFilter,
  boolFilter,
  capitalizeFilter,
  centerFilter,
  concatFilter,
  dateFilter,
  defaultFilter,
  dictsortFilter,
  firstFilter,
  floatFilter,
  formatFilter,
  getFilter,
  groupbyFilter,
  indentFilter,
  intFilter,
  itemsFilter,
  joinFilter,
  lastFilter,
  lengthFilter,
  listFilter,
  lowerFilter,
  mapFilter,
  maxFilter,
  minFilter,
  nthFilter,
  rejectFilter,
  rejectattrFilter,
  replaceFilter,
  reverseFilter,
  roundFilter,
  safeFilter,
  selectFilter,
  selectattrFilter,
  sliceFilter,
  slugifyFilter,
  sortFilter,
  splitFilter,
  stringFilter,
  sumFilter,
  titleFilter,
  trimFilter,
  trimStartFilter,
  trimEndFilter,
  trimStartMatchesFilter,
  trimEndMatchesFilter,
  truncateFilter,
  uniqueFilter,
  upperFilter,
  urlencodeFilter,
  wordcountFilter,
  wordwrapFilter,
]);

/** Filters of Jinja and of stackql-deploy 2 that templates of stacks do not have, and why. */
export const refusedFilters: ReadonlyMap<string, string> = new Map([
  ['escape', 'values never become SQL or HTML text, so nothing needs escaping'],
  ['e', 'values never become SQL or HTML text, so nothing needs escaping'],
  ['forceescape', 'values never become SQL or HTML text, so nothing needs escaping'],
  ['random', 'the same template must always give the same statements'],
  ['shuffle', 'the same template must always give the same statements'],
  ['striptags', 'it is for HTML; write `replace` for what is to go'],
  ['linebreaksbr', 'it is for HTML; write `replace`'],
  ['spaceless', 'it is for HTML; write `{{-` and `-}}` to take blanks away'],
  ['escape_xml', 'values never become text of the statement, so nothing needs escaping'],
  ['addslashes', 'values never become SQL text, so no quote needs a backslash'],
  ['urlencode_strict', "write `urlencode | replace('/', '%2F')`"],
  ['filter', "write `selectattr('name', 'eq', value)`, and `selectattr('name')` for members that are there"],
  ['group_by', "write `groupby('name')`, which gives pairs of a value and its items"],
  ['pluralize', "write `'' if n == 1 else 's'`"],
  ['filesizeformat', 'it writes sizes for people; write the number itself'],
  ['xmlattr', 'it is for HTML'],
  ['urlize', 'it is for HTML'],
  ['pprint', 'it shows how Python writes values; write `tojson(indent=2)`'],
]);
