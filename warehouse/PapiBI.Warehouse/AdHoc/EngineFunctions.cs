namespace PapiBI.Warehouse.AdHoc;

/// <summary>What is known of the engine's functions. A name that stands in no list is refused, and a test that reads the engine's
/// catalogue fails on it, so that a new engine version cannot bring a function in unseen.</summary>
public static class EngineFunctions
{
    public enum Ruling
    {
        Allowed,
        Denied,

        /// <summary>Nobody has judged it: refused.</summary>
        Unknown,
    }

    private static readonly HashSet<string> Allowed = Names(
        """
        any_value approx_count_distinct approx_quantile approx_top_k arbitrary arg_max arg_max_null arg_max_nulls_last
        arg_min arg_min_null arg_min_nulls_last argmax argmin array_agg avg bit_and bit_or bit_xor bitstring_agg bool_and
        bool_or corr count count_if count_star countif covar_pop covar_samp cume_dist dense_rank entropy favg fill first
        first_value fsum group_concat histogram histogram_exact kahan_sum kurtosis kurtosis_pop lag last last_value lead
        list listagg mad max max_by mean median min min_by mode nth_value ntile percent_rank product quantile quantile_cont
        quantile_disc rank rank_dense regr_avgx regr_avgy regr_count regr_intercept regr_r2 regr_slope regr_sxx regr_sxy
        regr_syy reservoir_quantile row_number sem skewness stddev stddev_pop stddev_samp string_agg sum sum_no_overflow
        sumkahan var_pop var_samp variance
        """,
        // Numbers and text.
        """
        abs acos acosh add ascii asin asinh atan atan2 atanh bar base64 bin bit_count bit_length bit_position cbrt ceil
        ceiling char_length character_length chr concat concat_ws contains cos cosh cot damerau_levenshtein decode degrees
        divide editdist3 encode ends_with equi_width_bins even exp factorial fdiv floor fmod format
        formatReadableDecimalSize formatReadableSize format_bytes from_base64 from_binary from_hex gamma gcd gen_random_uuid
        generate_subscripts geomean geometric_mean get_bit greatest greatest_common_divisor hamming hash hex ilike_escape
        instr isfinite isinf isnan jaccard jaro_similarity jaro_winkler_similarity lcase lcm least least_common_multiple
        left left_grapheme len length length_grapheme levenshtein lgamma like_escape ln log log10 log2 lower lpad ltrim md5
        md5_number md5_number_lower md5_number_upper mismatches mod multiply nextafter nfc_normalize not_ilike_escape
        not_like_escape nullif octet_length ord parse_dirname parse_dirpath parse_filename parse_formatted_bytes parse_path
        pi position pow power prefix printf radians random regexp_escape regexp_extract regexp_extract_all regexp_full_match
        regexp_matches regexp_replace regexp_split_to_array regexp_split_to_table replace reverse right right_grapheme round
        round_even roundbankers rpad rtrim set_bit sha1 sha256 sign signbit sin sinh split split_part sqrt starts_with
        str_split str_split_regex string_split string_split_regex string_to_array strip_accents strlen strpos substr
        substring substring_grapheme subtract suffix switch tan tanh to_base to_base64 to_binary to_hex translate trim trunc
        typeof ucase unbin unhex unicode upper url_decode url_encode uuid uuid_extract_version uuidv4 uuidv7 wavg
        weighted_avg xor
        """,
        // Dates and times.
        """
        age ago century current_date current_localtime current_localtimestamp date_add date_diff date_part date_sub
        date_trunc datediff datepart datesub datetrunc day dayname dayofmonth dayofweek dayofyear days_in_month decade epoch
        epoch_ms epoch_ns epoch_us era get_current_time get_current_timestamp hour isodow isoyear julian last_day make_date
        make_time make_timestamp make_timestamp_ms make_timestamp_ns make_timestamptz microsecond millennium millisecond
        minute month monthname nanosecond normalized_interval now quarter second strftime strptime time_bucket timezone
        timezone_hour timezone_minute to_centuries to_days to_decades to_hours to_microseconds to_millennia to_milliseconds
        to_minutes to_months to_quarters to_seconds to_timestamp to_weeks to_years today transaction_timestamp try_strptime
        uuid_extract_timestamp week weekday weekofyear year yearweek
        """,
        // Lists, maps, structs, enums.
        """
        aggregate apply array_aggr array_aggregate array_append array_apply array_cat array_concat array_contains
        array_cosine_distance array_cosine_similarity array_cross_product array_distance array_distinct array_dot_product
        array_extract array_filter array_grade_up array_has array_has_all array_has_any array_indexof array_inner_product
        array_intersect array_length array_negative_dot_product array_negative_inner_product array_pop_back array_pop_front
        array_position array_prepend array_push_back array_push_front array_reduce array_reverse array_reverse_sort
        array_select array_slice array_sort array_to_json array_to_string array_to_string_comma_default array_transform
        array_unique array_value array_where array_zip cardinality element_at enum_code enum_first enum_last enum_range
        enum_range_boundary filter flatten grade_up list_aggr list_aggregate list_any_value list_append list_apply
        list_approx_count_distinct list_avg list_bit_and list_bit_or list_bit_xor list_bool_and list_bool_or list_cat
        list_concat list_contains list_cosine_distance list_cosine_similarity list_count list_distance list_distinct
        list_dot_product list_element list_entropy list_extract list_filter list_first list_grade_up list_has list_has_all
        list_has_any list_histogram list_indexof list_inner_product list_intersect list_kurtosis list_kurtosis_pop list_last
        list_mad list_max list_median list_min list_mode list_negative_dot_product list_negative_inner_product list_pack
        list_position list_prepend list_product list_reduce list_reverse list_reverse_sort list_select list_sem
        list_skewness list_slice list_sort list_stddev_pop list_stddev_samp list_string_agg list_sum list_transform
        list_unique list_value list_var_pop list_var_samp list_where list_zip map map_concat map_contains map_contains_entry
        map_contains_value map_entries map_extract map_extract_value map_from_entries map_keys map_values reduce row
        struct_concat struct_contains struct_extract struct_extract_at struct_has struct_indexof struct_insert struct_keys
        struct_pack struct_position struct_update struct_values union_extract union_tag union_value
        """,
        """
        array_to_json from_json from_json_strict json json_array json_array_length json_contains json_exists json_extract
        json_extract_path json_extract_path_text json_extract_string json_group_array json_group_object json_group_structure
        json_keys json_merge_patch json_object json_pretty json_quote json_structure json_transform json_transform_strict
        json_type json_valid json_value row_to_json to_json
        """,
        // Operators arrive as functions.
        """
        !__postfix !~~ !~~* % & && * ** + - ->> / // <-> << <=> <@ >> @ @> ^ ^@ | || ~ ~~ ~~* ~~~
        """,
        // A table function that is also written in the select list.
        "unnest");

    private static readonly HashSet<string> Denied = Names(
        // They tell of the session, its settings and its host.
        """
        current_setting getvariable in_search_path current_connection_id current_query current_query_id
        current_transaction_id txid_current current_database current_catalog current_schema current_schemas current_role
        current_user session_user user version get_block_size inet_client_addr inet_client_port inet_server_addr
        inet_server_port pg_conf_load_time pg_postmaster_start_time
        """,
        // They run or plan SQL hidden in a string, write to the log, hold a thread, keep state, or bare statistics.
        """
        write_log parse_duckdb_log_message json_serialize_sql json_serialize_plan json_deserialize_sql nextval currval
        setseed sleep_ms pg_sleep error stats vector_type create_sort_key icu_sort_key timetz_byte_comparable
        """,
        // They take the engine's inner representations apart; handed made-up bytes they may crash it.
        """
        combine finalize variant_bytes_to_variant variant_to_parquet_variant variant_normalize variant_extract
        variant_typeof remap_struct constant_or_null cast_to_type can_cast_implicitly replace_type make_type get_type
        unpivot_list is_histogram_other_bin alias
        """,
        """
        st_asbinary st_astext st_aswkb st_aswkt st_crs st_geomfromwkb st_intersects_extent st_setcrs
        """,
        // One number makes a value of any size, and single values escape the memory limit. As tables, range and
        // generate_series stream and are allowed.
        "repeat list_resize array_resize bitstring range generate_series",
        // The PostgreSQL look-alikes: they read the catalogue, or say nothing true.
        """
        col_description format_pg_type format_type has_any_column_privilege has_column_privilege has_database_privilege
        has_foreign_data_wrapper_privilege has_function_privilege has_language_privilege has_schema_privilege
        has_sequence_privilege has_server_privilege has_table_privilege has_tablespace_privilege map_to_pg_oid
        obj_description pg_collation_is_visible pg_conversion_is_visible pg_function_is_visible pg_get_constraintdef
        pg_get_expr pg_get_viewdef pg_has_role pg_is_other_temp_schema pg_my_temp_schema pg_opclass_is_visible
        pg_operator_is_visible pg_opfamily_is_visible pg_size_pretty pg_table_is_visible pg_ts_config_is_visible
        pg_ts_dict_is_visible pg_ts_parser_is_visible pg_ts_template_is_visible pg_type_is_visible pg_typeof
        shobj_description
        """);

    /// <summary>The engine's own plumbing; <c>collate vi</c> is the way to a collation.</summary>
    private static readonly string[] DeniedPrefixes = ["__internal_", "icu_collate_"];

    private static readonly HashSet<string> AllowedTables = Names("range generate_series unnest");

    /// <summary>Files, network, settings, logs, profiling, catalogue, raw memory, and SQL inside strings.</summary>
    private static readonly HashSet<string> DeniedTables = Names(
        """
        arrow_scan arrow_scan_dumb check_peg_parser checkpoint disable_logging disable_peg_parser disable_profiling
        duckdb_approx_database_count duckdb_columns duckdb_connection_count duckdb_constraints duckdb_coordinate_systems
        duckdb_databases duckdb_dependencies duckdb_extensions duckdb_external_file_cache duckdb_functions duckdb_indexes
        duckdb_keywords duckdb_log_contexts duckdb_logs duckdb_logs_parsed duckdb_memory duckdb_optimizers
        duckdb_prepared_statements duckdb_profiling_settings duckdb_schemas duckdb_secret_types duckdb_secrets
        duckdb_sequences duckdb_settings duckdb_table_sample duckdb_tables duckdb_temporary_files duckdb_types
        duckdb_variables duckdb_views enable_logging enable_peg_parser enable_profiling force_checkpoint glob histogram
        histogram_values icu_calendar_names json_each json_execute_serialized_sql json_tree parquet_bloom_probe
        parquet_file_metadata parquet_full_metadata parquet_kv_metadata parquet_metadata parquet_scan parquet_schema
        pg_timezone_names pragma_collations pragma_database_size pragma_metadata_info pragma_platform pragma_show
        pragma_storage_info pragma_table_info pragma_user_agent pragma_version query query_table read_blob read_csv
        read_csv_auto read_duckdb read_json read_json_auto read_json_objects read_json_objects_auto read_ndjson
        read_ndjson_auto read_ndjson_objects read_parquet read_text repeat repeat_row seq_scan sniff_csv sql_auto_complete
        summary test_all_types test_vector_types truncate_duckdb_logs which_secret
        """);

    /// <summary>The ruling on a scalar, aggregate or window function, or a macro used as one.</summary>
    public static Ruling OnValue(string name)
    {
        string folded = EngineNames.Fold(name);
        return Denied.Contains(folded) || DeniedPrefixes.Any(prefix => folded.StartsWith(prefix, StringComparison.Ordinal)) ? Ruling.Denied
            : Allowed.Contains(folded) ? Ruling.Allowed
            : Ruling.Unknown;
    }

    /// <summary>The ruling on a function in a FROM clause.</summary>
    public static Ruling OnTable(string name)
    {
        string folded = EngineNames.Fold(name);
        return DeniedTables.Contains(folded) ? Ruling.Denied
            : AllowedTables.Contains(folded) ? Ruling.Allowed
            : Ruling.Unknown;
    }

    private static HashSet<string> Names(params string[] lists) =>
        lists.SelectMany(list => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Select(EngineNames.Fold)
            .ToHashSet(StringComparer.Ordinal);
}
