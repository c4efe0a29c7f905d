using Dapper;
using Microsoft.Data.SqlClient;

namespace PapiBI.Warehouse;

/// <summary>Makes an installation's databases on a server.</summary>
public static class ServerSetup
{
    /// <summary>Creates the warehouse and the application database where they are not there yet.</summary>
    public static void CreateDatabases(ServerAddress address)
    {
        using var connection = new SqlConnection(address.ServerConnection);
        connection.Open();
        foreach (var database in new[] { address.Database, address.ServiceDatabase })
        {
            if (connection.ExecuteScalar<int>("select count(*) from sys.databases d where d.name = @database", new { database }) == 0)
            {
                // CREATE DATABASE takes no parameter.
                connection.Execute($"create database [{database.Replace("]", "]]", StringComparison.Ordinal)}]");
            }
        }
    }
}
