create table kernel.region (
  code text primary key,
  name text not null,
  parent text references kernel.region,
  level text not null,
  full_name text not null,
  constraint region_code_and_parent_fit_its_level check (
    case level
      when 'province' then code ~ '^\d{2}0000$' and parent is null
      when 'prefecture' then code ~ '^\d{4}00$' and parent = left(code, 2) || '0000'
      when 'county' then code ~ '^\d{6}$' and parent = left(code, 4) || '00'
      when 'town' then code ~ '^\d{9}$' and parent = left(code, 6)
      when 'village' then code ~ '^\d{12}$' and parent = left(code, 9)
      else false
    end
  ),
  constraint region_has_a_name check (name <> '' and full_name <> '')
);
comment on table kernel.region is 'Administrative divisions (GB/T 2260, GB/T 10114): provinces, prefectures and counties of the country, towns and villages of the city. Loaded from db/seeds/regions.json.';
create index region_by_parent on kernel.region (parent, code);
