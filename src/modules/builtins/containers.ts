/** The builtins that are types of containers and iterators. */
import type { Members } from '../../objects/declare.js';
import { dictType } from '../../objects/dict.js';
import { enumerateType } from '../../objects/enumerate.js';
import { filterType } from '../../objects/filter.js';
import { listType } from '../../objects/list.js';
import { mapType } from '../../objects/map.js';
import { rangeType } from '../../objects/range.js';
import { reversedType } from '../../objects/reversed.js';
import { frozensetType, setType } from '../../objects/set.js';
import { sliceType } from '../../objects/slice-type.js';
import { tupleType } from '../../objects/tuple.js';
import { objectType } from '../../objects/type.js';
import { zipType } from '../../objects/zip.js';

/** These types, by name. */
export const containers: Members = {
  dict: dictType,
  enumerate: enumerateType,
  filter: filterType,
  frozenset: frozensetType,
  list: listType,
  map: mapType,
  object: objectType,
  range: rangeType,
  reversed: reversedType,
  set: setType,
  slice: sliceType,
  tuple: tupleType,
  zip: zipType,
};
