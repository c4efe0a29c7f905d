using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace PapiBI.Warehouse.AdHoc;

/// <summary>Visits every node of one SELECT and keeps the first thing that is not allowed. Kinds of nodes are an allow-list: a kind that a later parser adds is
/// refused until somebody has looked at it.</summary>
internal sealed class TSqlWalk(IReadOnlySet<string> views) : TSqlFragmentVisitor
{
    private static readonly HashSet<Type> Allowed =
    [
        typeof(SelectStatement), typeof(WithCtesAndXmlNamespaces), typeof(CommonTableExpression),
        typeof(QuerySpecification), typeof(BinaryQueryExpression), typeof(QueryParenthesisExpression),
        typeof(SelectScalarExpression), typeof(SelectStarExpression), typeof(FromClause), typeof(NamedTableReference), typeof(SchemaObjectName), typeof(MultiPartIdentifier), typeof(Identifier), typeof(IdentifierOrValueExpression),
        typeof(QualifiedJoin), typeof(UnqualifiedJoin), typeof(JoinParenthesisTableReference), typeof(QueryDerivedTable), typeof(InlineDerivedTable), typeof(RowValue), typeof(GlobalFunctionTableReference),
        typeof(WhereClause), typeof(GroupByClause), typeof(ExpressionGroupingSpecification), typeof(CompositeGroupingSpecification), typeof(GrandTotalGroupingSpecification), typeof(RollupGroupingSpecification), typeof(CubeGroupingSpecification), typeof(GroupingSetsGroupingSpecification),
        typeof(HavingClause), typeof(OrderByClause), typeof(ExpressionWithSortOrder), typeof(OffsetClause), typeof(TopRowFilter), typeof(UniqueRowFilter),
        typeof(OverClause), typeof(WindowClause), typeof(WindowDefinition), typeof(WindowFrameClause), typeof(WindowDelimiter), typeof(WithinGroupClause),
        typeof(ColumnReferenceExpression), typeof(IntegerLiteral), typeof(NumericLiteral), typeof(RealLiteral), typeof(MoneyLiteral), typeof(BinaryLiteral), typeof(StringLiteral), typeof(IdentifierLiteral), typeof(NullLiteral), typeof(MaxLiteral),
        typeof(BinaryExpression), typeof(UnaryExpression), typeof(ParenthesisExpression), typeof(ScalarSubquery),
        typeof(SimpleCaseExpression), typeof(SearchedCaseExpression), typeof(SimpleWhenClause), typeof(SearchedWhenClause), typeof(CoalesceExpression), typeof(NullIfExpression), typeof(IIfCall),
        typeof(CastCall), typeof(TryCastCall), typeof(ConvertCall), typeof(TryConvertCall), typeof(SqlDataTypeReference), typeof(AtTimeZoneCall),
        typeof(FunctionCall), typeof(LeftFunctionCall), typeof(RightFunctionCall), typeof(ParameterlessCall),
        typeof(BooleanComparisonExpression), typeof(BooleanBinaryExpression), typeof(BooleanNotExpression), typeof(BooleanParenthesisExpression), typeof(BooleanIsNullExpression), typeof(BooleanTernaryExpression),
        typeof(LikePredicate), typeof(InPredicate), typeof(ExistsPredicate), typeof(SubqueryComparisonPredicate), typeof(DistinctPredicate),
    ];

    // The common table expressions in scope: T-SQL has them at the head of a statement alone, each visible to itself and what comes after.
    private readonly HashSet<string> common = new(StringComparer.OrdinalIgnoreCase);
    private Refusal? found;

    public Refusal? Check(SelectStatement select)
    {
        select.Accept(this);
        return found;
    }

    public override void Visit(TSqlFragment fragment)
    {
        if (found is null)
        {
            found = Judge(fragment);
        }
    }

    // The tree has the head of a statement after its body.
    public override void ExplicitVisit(SelectStatement node)
    {
        Visit((TSqlFragment)node);
        node.WithCtesAndXmlNamespaces?.Accept(this);
        node.QueryExpression.Accept(this);
    }

    public override void ExplicitVisit(CommonTableExpression node)
    {
        common.Add(node.ExpressionName.Value);
        base.ExplicitVisit(node);
    }

    private Refusal? Judge(TSqlFragment fragment) => fragment switch
    {
        VariableReference or GlobalVariableExpression => new Refusal(
            RefusalCodes.Parameter,
            new Text("Câu lệnh không được chứa biến (@tên, @@tên).", "The statement may not contain variables (@name, @@name)."),
            At(fragment)),
        SelectStatement { Into: { } into } => Unsupported("SELECT … INTO", into),
        SelectStatement { OptimizerHints: [var hint, ..] } => Unsupported("OPTION (…)", hint),
        SelectStatement { ComputeClauses: [var clause, ..] } => Unsupported("COMPUTE", clause),
        WithCtesAndXmlNamespaces { XmlNamespaces: not null } or WithCtesAndXmlNamespaces { ChangeTrackingContext: not null } => Unsupported("XMLNAMESPACES, CHANGE_TRACKING_CONTEXT", fragment),
        QuerySpecification { ForClause: { } clause } => Unsupported("FOR XML, FOR JSON, FOR BROWSE", clause),
        BinaryQueryExpression { ForClause: { } clause } => Unsupported("FOR XML, FOR JSON, FOR BROWSE", clause),
        NamedTableReference table => Table(table),
        GlobalFunctionTableReference function => TSqlFunctions.OnTable(function.Name.Value) ? null : TableFunction(function.Name.Value, function),
        SchemaObjectFunctionTableReference function => TableFunction(function.SchemaObject.BaseIdentifier.Value, function),
        BuiltInFunctionTableReference function => TableFunction(function.Name.Value, function),
        OpenRowsetTableReference or InternalOpenRowset or BulkOpenRowset or OpenQueryTableReference or AdHocTableReference or OpenXmlTableReference or OpenJsonTableReference => TableFunction(Word(fragment), fragment),
        QualifiedJoin { JoinHint: not JoinHint.None } => Unsupported("JOIN HINT", fragment),
        FunctionCall { CallTarget: not null } function => Function(function.FunctionName.Value, function),
        FunctionCall function => TSqlFunctions.OnValue(function.FunctionName.Value) ? null : Function(function.FunctionName.Value, function),
        ParameterlessCall { ParameterlessCallType: not ParameterlessCallType.CurrentTimestamp } => Function(Word(fragment), fragment),
        ColumnReferenceExpression { ColumnType: not (ColumnType.Regular or ColumnType.Wildcard) } => Unsupported(Word(fragment), fragment),
        SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.Cursor or SqlDataTypeOption.Table or SqlDataTypeOption.Image or SqlDataTypeOption.Text or SqlDataTypeOption.NText } type => Unsupported(type.SqlDataTypeOption.ToString().ToUpperInvariant(), type),
        _ when !Allowed.Contains(fragment.GetType()) => Unsupported(Word(fragment), fragment),
        _ => null,
    };

    private Refusal? Table(NamedTableReference table)
    {
        var name = table.SchemaObject;
        if (table.TableHints is [var hint, ..])
        {
            return Unsupported("WITH (…)", hint);
        }

        if (table.TableSampleClause is not null || table.TemporalClause is not null)
        {
            return Unsupported("TABLESAMPLE, FOR SYSTEM_TIME", table);
        }

        if (name.ServerIdentifier is not null || name.DatabaseIdentifier is not null)
        {
            return new Refusal(
                RefusalCodes.UnknownTable,
                new Text("Chỉ nêu tên khung nhìn: không nêu máy chủ hay cơ sở dữ liệu.", "Name a view alone: no server and no database."),
                At(table));
        }

        var isCommon = name.SchemaIdentifier is null && common.Contains(name.BaseIdentifier.Value);
        var isView = name.SchemaIdentifier is null or { Value: "dbo" or "DBO" } && views.Contains(name.BaseIdentifier.Value);
        var written = string.Join('.', name.Identifiers.Select(part => part.Value));
        return isCommon || isView ? null : new Refusal(
            RefusalCodes.UnknownTable,
            new Text($"Bản phát hành không có khung nhìn \"{written}\" cho người phân tích.", $"The release has no view \"{written}\" for analysts."),
            At(table));
    }

    private static Refusal TableFunction(string name, TSqlFragment at) => new(
        RefusalCodes.TableFunction,
        new Text(
            $"Hàm bảng {name} không được phép; chỉ được dùng generate_series và string_split.",
            $"The table function {name} is not allowed; only generate_series and string_split are."),
        At(at));

    private static Refusal Function(string name, TSqlFragment at) => new(
        RefusalCodes.Function,
        new Text($"Hàm {name} không được phép hoặc không tồn tại.", $"The function {name} is not allowed or does not exist."),
        At(at));

    private static Refusal Unsupported(string what, TSqlFragment at) => new(
        RefusalCodes.UnsupportedSyntax,
        new Text($"Cú pháp {what} không được phép ở đây.", $"{what} is not allowed here."),
        At(at));

    // As the analyst wrote it.
    private static string Word(TSqlFragment fragment) => fragment.ScriptTokenStream[fragment.FirstTokenIndex].Text;

    private static SqlPosition At(TSqlFragment fragment) => new(fragment.StartLine, fragment.StartColumn);
}
