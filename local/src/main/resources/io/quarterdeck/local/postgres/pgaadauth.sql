-- The functions of Azure's extension pgaadauth. As in Azure, they exist in the database postgres only, and an Entra
-- identity is a label of its role. Source: Microsoft Learn, "Manage Microsoft Entra roles in Azure Database for
-- PostgreSQL". The provider of the labels is a library in Azure. Here, the functions write the catalog themselves.

-- Returns the error of Azure if the caller cannot manage Entra roles.
create or replace function pg_catalog.quarterdeck_require_entra_administrator() returns void
language plpgsql stable set search_path = pg_catalog as $$
begin
  if exists (select from pg_roles where rolname = session_user and rolsuper)
      or exists (
        select from pg_shseclabel l join pg_roles r on r.oid = l.objoid
        where l.classoid = 'pg_authid'::regclass and l.provider = 'pgaadauth' and r.rolname = session_user
          and 'admin' = any (string_to_array(l.label, ','))) then
    return;
  end if;
  raise exception 'Only a Microsoft Entra administrator can manage Microsoft Entra roles.'
    using errcode = 'insufficient_privilege';
end
$$;

-- Writes the label of a role.
create or replace function pg_catalog.quarterdeck_label(role_name text, content text) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  target oid := (select oid from pg_roles where rolname = role_name);
begin
  perform quarterdeck_require_entra_administrator();
  delete from pg_shseclabel
    where objoid = target and classoid = 'pg_authid'::regclass and provider = 'pgaadauth';
  insert into pg_shseclabel (objoid, classoid, provider, label)
    values (target, 'pg_authid'::regclass, 'pgaadauth', content);
end
$$;

-- Returns the principals of the tenant with a name. The proxy writes the file when an administrator signs in.
create or replace function pg_catalog.quarterdeck_entra_principals(principal_name text)
returns table (oid text, type text)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform quarterdeck_require_entra_administrator();
  return query
    select p.oid, p.type
    from jsonb_to_recordset(pg_read_file('entra_principals.json')::jsonb) as p (name text, oid text, type text)
    where p.name = principal_name;
end
$$;

create or replace function pg_catalog.pgaadauth_create_principal_with_oid(
  rolename text, objectid text, objecttype text, isadmin boolean, ismfa boolean) returns text
language plpgsql set search_path = pg_catalog as $$
begin
  perform quarterdeck_require_entra_administrator();
  if objecttype not in ('user', 'group', 'service') then
    raise exception 'Unknown object type "%"; expected user, group or service.', objecttype
      using errcode = 'invalid_parameter_value';
  end if;
  -- Raises the error of PostgreSQL if the text is not a UUID.
  perform objectid::uuid;
  execute format('create role %I login', rolename);
  if isadmin then
    execute format('alter role %I createdb createrole', rolename);
    execute format('grant azure_pg_admin to %I with admin option', rolename);
  end if;
  perform quarterdeck_label(
    rolename,
    format('aadauth,oid=%s,type=%s', lower(objectid), objecttype)
      || case when isadmin then ',admin' else '' end
      || case when ismfa then ',mfa' else '' end);
  return format('Created role for %s', rolename);
end
$$;

create or replace function pg_catalog.pgaadauth_create_principal(rolename text, isadmin boolean, ismfa boolean)
returns text
language plpgsql set search_path = pg_catalog as $$
declare
  found_oids text[];
  found_types text[];
begin
  perform quarterdeck_require_entra_administrator();
  select array_agg(p.oid), array_agg(p.type) into found_oids, found_types
    from quarterdeck_entra_principals(rolename) p;
  if coalesce(cardinality(found_oids), 0) <> 1 then
    raise exception 'Cannot validate Microsoft Entra ID user "%" because its name isn''t %.', rolename,
      case when found_oids is null then 'found in the tenant' else 'unique in the tenant' end
      || E'.\nMake sure it''s correct and retry';
  end if;
  return pgaadauth_create_principal_with_oid(rolename, found_oids[1], found_types[1], isadmin, ismfa);
end
$$;

create or replace function pg_catalog.pgaadauth_list_principals(isadminvalue boolean)
returns table (rolename name, principaltype text, objectid text, tenantid text, ismfa integer, isadmin integer)
language sql stable set search_path = pg_catalog as $$
  select r.rolname,
    substring(l.label from 'type=([a-z]+)'),
    substring(l.label from 'oid=([0-9a-f-]+)'),
    'TENANT',
    ('mfa' = any (string_to_array(l.label, ',')))::integer,
    ('admin' = any (string_to_array(l.label, ',')))::integer
  from pg_shseclabel l join pg_roles r on r.oid = l.objoid
  where l.classoid = 'pg_authid'::regclass and l.provider = 'pgaadauth'
    and (not isadminvalue or 'admin' = any (string_to_array(l.label, ',')))
$$;
