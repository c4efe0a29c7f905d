using System.Text;
using System.Xml;
using Microsoft.OData.Edm;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.ModelBuilder;
using PapiBI.Warehouse.PublicViews;

namespace PapiBI.Portal.Feeds;

/// <summary>The public views as OData knows them: an entity set for each, whose columns have the names of SQL and are told of as in the data dictionary.</summary>
internal static class FeedModel
{
    private const string Namespace = "papibi";

    public static readonly EdmModel Edm = Build();

    /// <summary>The answer to $metadata: XML (CSDL 4.0), also where JSON would be taken, since Excel and Power BI Desktop say they take both and read this.</summary>
    public static readonly byte[] Metadata = Write();

    private static EdmModel Build()
    {
        var builder = new ODataModelBuilder { Namespace = Namespace };
        foreach (var view in PublicViewList.All)
        {
            var row = builder.AddEntityType(view.RowType);

            // A type must not have the name of a property in it, and "score" has a "score".
            (row.Name, row.Namespace) = ($"{view.Name}_row", Namespace);
            foreach (var column in view.Columns)
            {
                var property = row.AddProperty(column.Property);
                property.Name = column.Name;
                property.NullableProperty = !column.IsKey;
                if (column.IsKey)
                {
                    row.HasKey(column.Property);
                }
            }

            builder.AddEntitySet(view.Name, row);
        }

        var model = (EdmModel)builder.GetEdmModel();
        foreach (var view in PublicViewList.All)
        {
            var set = model.EntityContainer.FindEntitySet(view.Name);
            model.SetDescriptionAnnotation(set, $"{view.Described.Grain.Vi} | {view.Described.Grain.En}");
            foreach (var column in view.Columns)
            {
                model.SetDescriptionAnnotation(set.EntityType.FindProperty(column.Name), $"{column.Described.Meaning.Vi} | {column.Described.Meaning.En} ({column.Described.Unit})");
            }
        }

        return model;
    }

    private static byte[] Write()
    {
        using var written = new MemoryStream();
        using (var xml = XmlWriter.Create(written, new XmlWriterSettings { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) }))
        {
            if (!CsdlWriter.TryWriteCsdl(Edm, xml, CsdlTarget.OData, out var errors))
            {
                throw new InvalidOperationException(string.Join('\n', errors));
            }
        }

        return written.ToArray();
    }
}
