Console.WriteLine("""
    This project is for dotnet-ef only:
    dotnet tool restore && dotnet restore eng/EfDesign
    dotnet ef migrations add NAME --project Tracetest.Infrastructure --startup-project eng/EfDesign --output-dir Persistence/Migrations
    """);
